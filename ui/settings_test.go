package ui

import (
	"os"
	"path/filepath"
	"testing"

	"tingfang/questionnaire"
)

func TestSettings(t *testing.T) {
	for name, in := range map[string]size{"60x20": {60, 20}, "80x24": usual, "120x40": {120, 40}} {
		for _, lang := range []questionnaire.Lang{questionnaire.ZH, questionnaire.EN} {
			t.Run(name+"-"+string(lang), func(t *testing.T) {
				tag := "-" + name + "-" + string(lang)
				l := newLaptop(t).known().start(in, lang)
				l.Press("6")
				l.Golden("settings" + tag)
				l.Press("3", "enter")
				l.Golden("settings-hall" + tag)
				l.Press("esc", "esc", "1")
				l.Golden("settings-study" + tag)
				l.Press("esc", "2")
				l.Golden("settings-people" + tag)
			})
		}
	}
}

func TestPeopleAreAddedRenamedRetired(t *testing.T) {
	l := newLaptop(t).known().start(usual, questionnaire.ZH)
	l.Press("6", "2", "f2")
	l.Type("赵强")
	l.Press("enter")
	l.Type("07")
	l.Press("enter")
	l.sees("编号 07 已经是李明的")
	l.Press("backspace", "backspace")
	l.Type("09")
	l.Press("enter")
	l.sees("赵强", "09")
	l.Press("1")
	l.Type("李小明")
	l.Press("enter", "enter")
	l.sees("李小明")
	l.Press("home", "f3")
	l.sees("正在用的不能停用")
	l.Press("down", "f3")
	l.sees("停用")
	l.Press("esc", "esc")
	l.sees("人民路营业厅   李小明 07")
	l.Press("f8")
	l.sees("赵强 09") // 王芳 is retired
}

func TestHallsFromAList(t *testing.T) {
	l := newLaptop(t).known().start(usual, questionnaire.ZH)
	write := func(name, text string) string {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	l.Press("6", "3", "f7")
	l.Paste("'" + write("坏.csv", "code,name,operator,city,kind,target\nH02,东街,移动通信,江城,own,x\nH02,西街,unicom,江城,shop,\n") + "'")
	l.Press("enter")
	l.sees("第 2 行 operator：“移动通信”不是运营商", "第 2 行 target：“x”不是整数", "第 3 行 kind：“shop”不是类型", "第 3 行 code：代码“H02”重复")
	l.Press("ctrl+a", "backspace")
	l.Paste(write("好.csv", "\ufeffcode,name,operator,city,kind,target\r\nH02,东街营业厅,unicom,江城,campus,30\r\nH01,人民路旗舰厅,mobile,江城,own,40\r\n"))
	l.Press("enter")
	l.sees("东街营业厅", "人民路旗舰厅")
	l.Press("esc", "esc")
	l.sees("人民路旗舰厅   李明 07", "目标 40")
	l.Press("f6")
	l.sees("东街营业厅   李明 07", "目标 30")
}

func TestSignsAreChosenInTheSettings(t *testing.T) {
	l := newLaptop(t).known().start(usual, questionnaire.ZH)
	l.Press("6", "5", "5")
	l.sees("> 5  画面符号   只用 ASCII")
	l.close()
	l.start(usual, questionnaire.ZH)
	l.sees("> 1  开始客户满意度调查")
	l.Press("6", "5")
	l.sees("› 5  画面符号   自动")
}
