package exchange_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tingfang/questionnaire"
	"tingfang/store/exchange"
)

const (
	campaignRows = 1000
	campaignText = 10 // hostile answers a row; remarks, hall and interviewer come on top
)

// starts and bodies are what a hostile cell is put together from.
var (
	starts = []string{"", "", "'", "''", "=", "+", "-", "@", "\t", "\n", " ", "＝", "＋", "－", "＠", "\u3000", "\"", "0"}
	bodies = []string{
		"服务很好，就是排队太久", "意见：资费“偏高”", "𠮷野家旁边的营业厅", "👍🏽 👨‍👩‍👧 🇨🇳", "a,b;c|d", "he said \"no\"", "\"", "\"\"",
		"第一行\n第二行\n", "first\r\nsecond\rthird", "\ttab\tinside", " spaces ", "1+1", "1+1*cmd|' /C calc'!A0", "HYPERLINK(\"http://x\",\"y\")",
		"SUM(A1:A9)", "-97", "-98", "-99", "97", "1e5", "2026-11-25", "1/2", "50%", "TRUE", "", "'", "NULL", "\x00", "\\n", "{=1}",
	}
)

// hostile is the n-th hostile cell, as it is stored: the same in every run.
func hostile(r *rand.Rand, n int) string {
	digits := func(n int) string {
		s := ""
		for range n {
			s += string(rune('0' + r.IntN(10)))
		}
		return s
	}
	body := bodies[r.IntN(len(bodies))]
	switch n % 10 {
	case 0:
		body = "1" + digits(10)
	case 1:
		body = "1" + digits(17)
	case 2:
		body = "0" + digits(r.IntN(20))
	case 3:
		body += bodies[r.IntN(len(bodies))] + digits(r.IntN(5))
	case 4:
		if n%1000 == 4 {
			body = strings.Repeat(body+"很长的话。\n", 3000)[:min(30000, 3000*len(body+"很长的话。\n"))]
			body = strings.ToValidUTF8(body, "")
		}
	}
	if n%10 > 2 || r.IntN(4) == 0 {
		body = starts[r.IntN(len(starts))] + body
	}
	return questionnaire.Clean(body)
}

// campaign is a form of texts, interviews full of hostile cells, and what each
// text column must hold.
func campaign(t *testing.T) (*questionnaire.Form, []questionnaire.Response, []map[string]string) {
	f := &questionnaire.Form{ID: "hostile", Version: "1"}
	for i := range campaignText {
		f.Questions = append(f.Questions, questionnaire.Question{Name: fmt.Sprintf("t%d", i), Kind: questionnaire.FreeText, Group: -1})
	}
	compile(t, f)
	r := rand.New(rand.NewPCG(1, 2))
	var rs []questionnaire.Response
	var want []map[string]string
	for n := range campaignRows {
		one := held(f, fmt.Sprintf("019abc00-0000-7000-8000-%012d", n))
		if n%2 == 1 {
			one.StartedAt = one.StartedAt.In(time.FixedZone("", -5*3600))
		}
		one.Hall.Code, one.Interviewer.Number = hostile(r, n), hostile(r, n+2)
		row := map[string]string{"uuid": one.ID, "hall": one.Hall.Code, "interviewer": one.Interviewer.Number}
		for i := range campaignText {
			a := typed(f.Questions[i].Name, hostile(r, n*campaignText+i))
			a.Remark = hostile(r, n+i)
			row[a.Item], row[a.Item+"__remark"] = a.Text, a.Remark
			one.Answers = append(one.Answers, a)
		}
		rs, want = append(rs, one), append(want, row)
	}
	return f, rs, want
}

// Ten thousand hostile cells come back whole; with TINGFANG_CAMPAIGN=1 other
// programs say so too: Python's csv, and gnumeric with openpyxl. It needs the
// Debian packages gnumeric and python3-openpyxl.
func TestHostileCells(t *testing.T) {
	f, rs, want := campaign(t)
	for _, raw := range []bool{false, true} {
		file := write(t, f, exchange.CSVOptions{Remarks: true, Raw: raw}, rs...)
		compared := compare(t, read(t, file), want, raw)
		t.Logf("encoding/csv, raw %v: %d cells read back equal", raw, compared)
	}
	if os.Getenv("TINGFANG_CAMPAIGN") == "" {
		return
	}
	dir := t.TempDir()
	expected, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{
		"x.csv":         write(t, f, exchange.CSVOptions{Remarks: true}, rs...),
		"long.csv":      write(t, f, exchange.CSVOptions{Long: true}, rs...),
		"expected.json": expected,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	script, err := filepath.Abs("testdata/campaign.py")
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range [][]string{
		{"ssconvert", "x.csv", "x.xlsx"},
		{"ssconvert", "long.csv", "long.xlsx"},
		{"/usr/bin/python3", script, dir},
	} {
		cmd := exec.Command(step[0], step[1:]...)
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %v\n%s", step, err, out)
		}
		if text := strings.TrimSpace(string(out)); text != "" {
			t.Log(text)
		}
	}
}

// compare counts the cells that hold what they must once the guard is off.
func compare(t *testing.T, rows, want []map[string]string, raw bool) (cells int) {
	if len(rows) != len(want) {
		t.Fatalf("%d rows, want %d", len(rows), len(want))
	}
	for n, row := range want {
		for name, text := range row {
			if got := exchange.Unguard(rows[n][name], raw); got != text {
				t.Errorf("row %d, %s is %q, want %q", n, name, got, text)
			}
			cells++
		}
	}
	return cells
}
