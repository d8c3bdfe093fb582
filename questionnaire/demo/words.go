package demo

import (
	_ "embed"
	"strings"
	"sync"

	"tingfang/questionnaire"
)

//go:embed words.txt
var source string

// words are the texts of the made-up interviews.
type words struct {
	halls  []questionnaire.Hall
	people []questionnaire.Person
	texts  map[string][]string // by section
}

var loaded = sync.OnceValue(func() words {
	w := words{texts: map[string][]string{}}
	section := ""
	for line := range strings.Lines(source) {
		line = strings.TrimSpace(line)
		if name, _, ok := strings.Cut(strings.TrimPrefix(line, "["), "]"); ok && strings.HasPrefix(line, "[") {
			section = name
			continue
		}
		if line == "" || line[0] == '#' {
			continue
		}
		switch part := strings.Fields(line); section {
		case "hall":
			w.halls = append(w.halls, questionnaire.Hall{Code: part[0], Name: part[1], Operator: part[2], City: part[3], Kind: questionnaire.HallKinds[0]})
		case "person":
			w.people = append(w.people, questionnaire.Person{Number: part[0], Name: part[1]})
		default:
			w.texts[section] = append(w.texts[section], line)
		}
	}
	return w
})
