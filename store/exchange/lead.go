package exchange

import (
	"math"
	"strconv"
	"time"

	"tingfang/questionnaire"
)

// lead is a column known of every interview, whatever the form asks.
type lead struct {
	name   string
	kind   string // as the codebook says it
	width  int    // 0 = no limit
	label  questionnaire.Text
	values []value // what the column may hold, where that is a list
	write  func(*sheet, *questionnaire.Response)
}

// value is one value of a column and what it means.
type value struct {
	code  string
	label questionnaire.Text
}

// The places of the leads.
const (
	leadID = iota
	leadForm
	leadVersion
	leadDevice
	leadPerson
	leadHall
	leadStarted
	leadEnded
	leadOffset
	leadDuration
	leadMode
	leadDisposition
	leadVoided
	leadLanguage
)

// leads are the columns before the items, in order. Their words stand here
// because they are part of the file, not of the screens.
var leads = [...]lead{
	{"uuid", "text", 36, bi("访问编号", "interview's identifier"), nil,
		func(s *sheet, r *questionnaire.Response) { s.first(r.ID) }},
	{"form_id", "text", 0, bi("问卷", "form"), nil,
		func(s *sheet, r *questionnaire.Response) { s.text(r.FormID) }},
	{"form_version", "text", 0, bi("问卷版本", "version of the form"), nil,
		func(s *sheet, r *questionnaire.Response) { s.text(r.FormVersion) }},
	{"device", "text", 0, bi("电脑编号", "laptop's identifier"), nil,
		func(s *sheet, r *questionnaire.Response) { s.text(r.Device) }},
	{"interviewer", "text", 0, bi("访员编号", "interviewer's number"), nil,
		func(s *sheet, r *questionnaire.Response) { s.text(r.Interviewer.Number) }},
	{"hall", "text", 0, bi("营业厅代码", "hall's code"), nil,
		func(s *sheet, r *questionnaire.Response) { s.text(r.Hall.Code) }},
	{"started_at", "datetime", 19, bi("开始时间（当地）", "start, local time"), nil,
		func(s *sheet, r *questionnaire.Response) { s.moment(r.StartedAt) }},
	{"ended_at", "datetime", 19, bi("结束时间（当地）", "end, local time"), nil,
		func(s *sheet, r *questionnaire.Response) { s.moment(local(r.EndedAt, r)) }},
	{"utc_offset", "text", 6, bi("与世界时的差", "offset from UTC"), nil, writeOffset},
	{"duration_s", "integer", 0, bi("用时（秒，不含暂停）", "active time in seconds, pauses left out"), nil,
		func(s *sheet, r *questionnaire.Response) { s.whole(int64(math.Round(r.Active.Seconds()))) }},
	{"mode", "text", 8, bi("访问性质", "kind of interview"), []value{
		{"real", bi("正式", "real")}, {"practice", bi("练习", "practice")}, {"demo", bi("演示", "demonstration")}},
		func(s *sheet, r *questionnaire.Response) { s.bare(mode(r)) }},
	{"disposition", "text", 12, bi("访问结果", "how it ended"), dispositions(),
		func(s *sheet, r *questionnaire.Response) { s.text(string(r.Disposition)) }},
	{"voided", "integer", 1, bi("作废", "voided"), yesNo,
		func(s *sheet, r *questionnaire.Response) { s.bare(oneIf(r.Voided)) }},
	{"language", "text", 0, bi("访问语言", "language it was held in"), []value{
		{"zh", bi("中文", "Chinese")}, {"en", bi("英文", "English")}},
		func(s *sheet, r *questionnaire.Response) { s.text(string(r.Language)) }},
}

var (
	yesNo       = []value{{"0", bi("否", "no")}, {"1", bi("是", "yes")}}
	remarkWords = bi("访员备注", "interviewer's remark")
	reasonWords = bi("拒答原因", "why it was refused")
	ownWords    = bi("自加的主题", "topics of one's own")
)

func bi(zh, en string) questionnaire.Text {
	return questionnaire.Text{questionnaire.ZH: zh, questionnaire.EN: en}
}

func dispositions() []value {
	var out []value
	for _, d := range questionnaire.Dispositions {
		out = append(out, value{string(d), d.Words()})
	}
	return out
}

// local is a time in the zone the interview was held in.
func local(t time.Time, r *questionnaire.Response) time.Time {
	if t.IsZero() {
		return t
	}
	return t.In(r.StartedAt.Location())
}

func writeOffset(s *sheet, r *questionnaire.Response) {
	if !r.StartedAt.IsZero() {
		s.buf = r.StartedAt.AppendFormat(s.buf, "-07:00")
	}
	s.blank()
}

func mode(r *questionnaire.Response) string {
	switch {
	case r.Origin == questionnaire.Demo:
		return "demo"
	case r.Practice == questionnaire.Practised:
		return "practice"
	}
	return "real"
}

func oneIf(yes bool) string {
	if yes {
		return "1"
	}
	return "0"
}

// missingCode is the code of a status in files; "" for one that has none.
func missingCode(st questionnaire.Status) string {
	switch st {
	case questionnaire.NotApplicable:
		return "-97"
	case questionnaire.DontKnow:
		return "-98"
	case questionnaire.Refused:
		return "-99"
	}
	return ""
}

// isNumber reports that a computed text is a number as files carry it: short
// enough for a spreadsheet to keep whole, and no missing code.
func isNumber(s string) bool {
	x, err := strconv.ParseFloat(s, 64)
	return err == nil && questionnaire.Number(x) == s && !isMissing(s) && math.Abs(x) < 1e10 && len(s) <= 16
}

// numeric reports that every code is a whole number in its one spelling: then
// a choice's cell is a number.
func numeric(choices []questionnaire.Choice) bool {
	for _, c := range choices {
		n, err := strconv.ParseInt(c.Name, 10, 64)
		if err != nil || strconv.FormatInt(n, 10) != c.Name || len(c.Name) >= longDigits {
			return false
		}
	}
	return true
}
