package lang

import (
	"reflect"
	"regexp"
	"testing"
)

var verb = regexp.MustCompile(`%[-+# 0]*\d*(\.\d+)?[a-zA-Z]`)

// Every text stands in both languages, and takes the same values in both.
func TestEveryTextInBothLanguages(t *testing.T) {
	compare(t, "", reflect.ValueOf(chinese), reflect.ValueOf(english))
}

func compare(t *testing.T, path string, zh, en reflect.Value) {
	switch zh.Kind() {
	case reflect.Struct:
		for i := range zh.NumField() {
			compare(t, path+"."+zh.Type().Field(i).Name, zh.Field(i), en.Field(i))
		}
	case reflect.Slice, reflect.Array:
		if zh.Len() != en.Len() {
			t.Fatalf("%s has %d texts in Chinese, %d in English", path, zh.Len(), en.Len())
		}
		for i := range zh.Len() {
			compare(t, path, zh.Index(i), en.Index(i))
		}
	case reflect.Map:
		for _, k := range zh.MapKeys() {
			if !en.MapIndex(k).IsValid() {
				t.Errorf("%s[%v] is missing in English", path, k)
				continue
			}
			compare(t, path, zh.MapIndex(k), en.MapIndex(k))
		}
	case reflect.String:
		if zh.String() == "" || en.String() == "" {
			t.Errorf("%s: a text is empty: zh %q, en %q", path, zh, en)
		}
		if a, b := len(verb.FindAllString(zh.String(), -1)), len(verb.FindAllString(en.String(), -1)); a != b {
			t.Errorf("%s takes %d values in Chinese, %d in English", path, a, b)
		}
	}
}
