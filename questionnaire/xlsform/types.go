package xlsform

import (
	"strings"

	"tingfang/questionnaire"
)

// rowType is what the type cell of a survey row says.
type rowType struct {
	kind    questionnaire.Kind
	begin   bool // of a group
	end     bool
	list    string
	orOther bool
}

var simpleTypes = map[string]questionnaire.Kind{
	"text": questionnaire.FreeText, "string": questionnaire.FreeText,
	"note": questionnaire.Note, "integer": questionnaire.Integer, "int": questionnaire.Integer,
	"decimal": questionnaire.Decimal, "date": questionnaire.Date, "range": questionnaire.Range,
	"calculate": questionnaire.Calculate, "calculation": questionnaire.Calculate,
}

// metadata is what ODK lets a form collect and this program keeps anyway, with
// every interview, or has not got.
var metadata = set("start", "end", "today", "deviceid", "username", "phonenumber", "email", "start_time", "end_time", "device_id",
	"imei", "subscriberid", "simserial", "audit")

// otherTypes are the types of XLSForm outside the subset.
var otherTypes = set("begin_repeat", "end_repeat", "begin_looped_group", "rank", "time", "datetime", "acknowledge", "trigger", "hidden",
	"image", "photo", "audio", "video", "file", "barcode", "geopoint", "geotrace", "geoshape", "location", "gps", "csv-external",
	"xml-external", "osm", "background-audio", "background-geopoint", "start-geopoint", "select_one_from_file",
	"select_multiple_from_file", "select_one_external", "begin_loop", "end_loop", "add_image_prompt", "percentage", "entity")

var (
	orOther    = lazy(`(?i)\s+or[ _](specify[ _])?other$`)
	selectWord = lazy(`(?i)^(select[ _]one|select1|select[ _]multiple|select[ _]all[ _]that[ _]apply(?:[ _]from)?|add select (?:one|multiple) prompt using)\s+`)
	fromFile   = lazy(`(?i)^select[ _](one|multiple)[ _](from[ _]file|external)\b`)
)

// readType understands a type cell; the rule says why it does not.
func readType(written string) (t rowType, bad Rule) {
	word := strings.ReplaceAll(strings.ToLower(written), " ", "_")
	first, _, _ := strings.Cut(word, "_")
	switch kind, ok := simpleTypes[word]; {
	case ok:
		return rowType{kind: kind}, ""
	case word == "begin_group":
		return rowType{begin: true}, ""
	case word == "end_group":
		return rowType{end: true}, ""
	case metadata[word]:
		return t, RuleMetadata
	case otherTypes[word], first == "rank":
		return t, RuleOtherType
	case !strings.Contains(word, "select"):
		return t, RuleUnknownType
	}
	if plain, list, ok := strings.Cut(written, " "); ok && (plain == "select_one" || plain == "select_multiple") && plainName(list) && list != "external" && list != "from_file" {
		return readSelect(plain, list) // as most are written: no pattern is needed
	}
	if fromFile().MatchString(written) {
		return t, RuleOtherType
	}
	if m := selectWord().FindString(written); m != "" {
		return readSelect(m, strings.TrimSpace(written[len(m):]))
	}
	return t, RuleUnknownType
}

func readSelect(word, rest string) (rowType, Rule) {
	t := rowType{kind: questionnaire.SelectOne}
	if w := strings.ToLower(word); strings.Contains(w, "multiple") || strings.Contains(w, "all") {
		t.kind = questionnaire.SelectMultiple
	}
	if strings.ContainsAny(rest, " \t\n") {
		m := orOther().FindString(rest)
		t.orOther, rest = m != "", strings.TrimSuffix(rest, m)
	}
	if rest == "" || strings.ContainsAny(rest, " \t\n") {
		return t, RuleUnknownType
	}
	if strings.HasPrefix(rest, "${") { // choices taken from a repeat
		return t, RuleOtherType
	}
	t.list = rest
	return t, ""
}
