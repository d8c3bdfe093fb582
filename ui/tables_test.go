package ui

import (
	"strings"
	"testing"

	"tingfang/questionnaire"
)

// From home to a table, to the interviews behind a cell, to one of them, and
// all the way back.
func TestFromATableToTheInterviewsBehindIt(t *testing.T) {
	c, p := questionnaire.Complete, questionnaire.Partial
	l := newLaptop(t).known().held(c, c, p, c, questionnaire.Refusal, c).start(usual, questionnaire.ZH)
	l.Press("4")
	l.sees("汇总 › 概览", "n = 5", "总体服务", "5*", "非概率样本")
	l.Press("2", "right", "enter")
	l.sees("总体服务：非常不满意", "共 2 个", "完成")
	l.seesNot("筛选")
	l.Press("enter")
	l.sees("总体服务", "非常不满意")
	l.Press("esc", "esc")
	l.sees("汇总 › 题目")
	l.Press("7", "down", "down", "enter")
	l.sees("拒访", "共 1 个")
	l.Press("esc", "esc")
	l.sees("4  汇总表")
}

// The end of an interview leads to what was asked at the hall today, with the
// interview that has just ended.
func TestThisHallTodayFromTheEndOfAnInterview(t *testing.T) {
	l := newLaptop(t).known().held(questionnaire.Complete).start(usual, questionnaire.ZH)
	l.Press("4")
	l.sees("n = 1")
	l.Press("esc", "1", "1", "1", "1", "2", "1") // consent, eligibility, segment
	for _, key := range []string{"3", "4", "2", "4", "4", "4", "4", "4", "4", "4", "4", "4", "2", "1", "enter", "enter", "2"} {
		l.Press(key)
	}
	for range 4 { // no remark, the note at the end, the list at the end
		if !strings.Contains(l.Text(), "3  看本厅今天的汇总") {
			l.Press("enter")
		}
	}
	l.sees("3  看本厅今天的汇总")
	l.Press("3")
	l.sees("条件 ● 人民路营业厅 · 今天", "n = 2 / 2")
	l.Press("x")
	l.sees("n = 2")
	l.Press("esc")
	l.sees("看本厅今天的汇总")
}

func TestWavesAreSet(t *testing.T) {
	l := newLaptop(t).known().held(questionnaire.Complete, questionnaire.Complete).start(usual, questionnaire.ZH)
	l.Press("6", "7")
	l.sees("2026Q4", "2026-10-01   2026-12-31")
	l.Press("f2")
	l.Type("双十一")
	l.Press("enter")
	l.Type("2026-11-31")
	l.Press("enter")
	l.sees("“2026-11-31”不是日期")
	l.Press("ctrl+a", "backspace")
	l.Type("2026-11-10")
	l.Press("enter")
	l.Type("2026-11-01")
	l.Press("enter")
	l.sees("最后一天在第一天之前")
	l.Press("ctrl+a", "backspace")
	l.Type("2026-11-30")
	l.Press("enter")
	l.sees("双十一", "2026-11-10   2026-11-30", "2026Q1")
	l.Press("f2")
	l.Type("双十一")
	l.Press("enter")
	l.Type("2026-01-01")
	l.Press("enter")
	l.Type("2026-01-02")
	l.Press("enter")
	l.sees("已有叫“双十一”的波次")
	l.Press("esc", "end", "f3")
	l.seesNot("双十一")
	l.Press("f4")
	l.sees("2026Q1", "2026Q4")
}
