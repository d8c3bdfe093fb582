package settings

import (
	"reflect"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"tingfang/questionnaire"
	"tingfang/ui/lang"
)

func TestReadRoster(t *testing.T) {
	east := questionnaire.Hall{Code: "H02", Name: "东街营业厅", Operator: "unicom", City: "江城", Kind: "campus", Target: 30}
	const head = "code,name,operator,city,kind,target\n"
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(head + "H02,东街营业厅,联通,江城,校园厅,30\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		does, src string
		halls     []questionnaire.Hall
	}{
		{"plain", head + "H02,东街营业厅,unicom,江城,campus,30\n", []questionnaire.Hall{east}},
		{"from Excel, with a mark and CRLF", "\ufeff" + "code,name,operator,city,kind,target\r\nH02,东街营业厅,unicom,江城,campus,30\r\n", []questionnaire.Hall{east}},
		{"from Excel on a Chinese machine, in words", gb, []questionnaire.Hall{east}},
		{"columns in another order, quoted, full-width digits", "Target,NAME,code,operator,kind,city\n３０,\"东街营业厅\",Ｈ０２,China Unicom,campus,江城\n", []questionnaire.Hall{east}},
		{"only what must be there, with empty lines", "code,name,operator\n\nH1,甲,other\n,,\n", []questionnaire.Hall{{Code: "H1", Name: "甲", Operator: "other", Kind: "own"}}},
	} {
		t.Run(c.does, func(t *testing.T) {
			halls, faults := ReadRoster([]byte(c.src))
			if len(faults) > 0 || !reflect.DeepEqual(halls, c.halls) {
				t.Errorf("gives %+v with faults %+v", halls, faults)
			}
		})
	}
}

func TestRosterFaults(t *testing.T) {
	const head = "code,name,operator,city,kind,target\n"
	for _, c := range []struct{ does, src, zh, en string }{
		{"empty file", "", "文件里没有营业厅，请在列名下面每行写一个", "The file holds no halls; write one a line below the column names"},
		{"names only", head, "文件里没有营业厅，请在列名下面每行写一个", "The file holds no halls; write one a line below the column names"},
		{"a column missing", "code,name\nH1,甲\n", "缺少列 operator，请在第一行写列名", "Columns missing: operator; name the columns in the first line"},
		{"no name", head + "H1,,mobile,,,\n", "第 2 行 name：没有填，请补上name", "row 2, name: empty; please fill in name"},
		{"a code with a space", head + "H 1,甲,mobile,,,\n", "第 2 行 code：“H 1”里有空格或逗号，请改成字母和数字", "row 2, code: “H 1” has spaces or commas; use letters and digits"},
		{"the same code again", head + "H1,甲,mobile,,,\nH1,乙,mobile,,,\n", "第 3 行 code：代码“H1”重复，请改掉一个", "row 3, code: code “H1” stands twice; change one of them"},
		{"a target in words", head + "H1,甲,mobile,,,many\n", "第 2 行 target：“many”不是整数，请写数字或留空", "row 2, target: “many” is not a whole number; write one or leave it empty"},
		{"an open quote", head + "H1,\"甲,mobile,,,\n", "第 2 行：这一行读不懂（extraneous or missing \" in quoted-field），请检查引号和逗号", "row 2: this line makes no sense (extraneous or missing \" in quoted-field); check quotes and commas"},
	} {
		t.Run(c.does, func(t *testing.T) {
			halls, faults := ReadRoster([]byte(c.src))
			if len(faults) != 1 {
				t.Fatalf("halls %+v, faults %+v", halls, faults)
			}
			if zh, en := faults[0].word(&lang.Of(questionnaire.ZH).Settings), faults[0].word(&lang.Of(questionnaire.EN).Settings); zh != c.zh || en != c.en {
				t.Errorf("says\n%s\n%s", zh, en)
			}
		})
	}
}

func FuzzReadRoster(f *testing.F) {
	f.Add([]byte("code,name,operator,city,kind,target\nH1,甲,mobile,江城,own,20\n"))
	f.Add([]byte("code,name,operator\n\"\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		halls, faults := ReadRoster(src)
		if len(halls) == 0 && len(faults) == 0 {
			t.Error("neither halls nor a fault")
		}
		for _, fault := range faults {
			if fault.word(&lang.Of(questionnaire.ZH).Settings) == "" {
				t.Errorf("no words for %+v", fault)
			}
		}
	})
}
