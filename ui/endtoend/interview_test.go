//go:build unix

package endtoend

import "strings"

// The customer survey's items up to the fork after the thirteenth, each with
// words that only its own question has.
var questions = []struct{ item, words string }{
	{"consent", "您愿意参加吗？"}, {"customer_of", "请问您自己现在用的是"}, {"adult", "请问您满十八周岁了吗？"}, {"before", "您之前参加过没有？"}, {"segment", "您这个号码主要是"},
	{"tenure", "到现在有多久了？"}, {"overall", "总的来说"}, {"tariff", "现在的资费来说"}, {"payment", "下面还是用这张卡"}, {"billing", "查自己的话费"},
	{"broadband", "的宽带套餐，您满意不满意？"}, {"premises", "这家营业厅的环境，您满意不满意？"}, {"staff", "对您的态度，您满意不满意？"}, {"hotline", "的客服热线，您满意不满意？"},
	{"complaints", "对您投诉的处理，您满意不满意？"}, {"gap", "请换这一张卡"}, {"plans", "再回到第一张卡"}, {"switching", "换到别家运营商的打算？"},
}

// words are those by which an item is known on the screen.
func words(item string) string {
	for _, q := range questions {
		if q.item == item {
			return q.words
		}
	}
	panic("no item " + item)
}

// answer answers the items from one on, a key each; then are the words that
// follow the last one.
func (l *laptop) answer(from, keys, then string) {
	l.t.Helper()
	at := 0
	for questions[at].item != from {
		at++
	}
	all := strings.Fields(keys)
	for i, k := range all {
		next := then
		if i < len(all)-1 {
			next = questions[at+i+1].words
		}
		l.press(k, next)
	}
}

// The keys of a customer who may be asked, and of one who is content.
const (
	willing = "1 1 1 2 1"
	content = "3 4 2 4 5 3 4 5 4 3 4 4 2"
)

// opening answers what comes before the numbered items.
func (l *laptop) opening() { l.t.Helper(); l.answer("consent", willing, words("tenure")) }

// thirteen answers the numbered items, and holds that a key each is enough.
func (l *laptop) thirteen(keys, then string) {
	l.t.Helper()
	had := l.keys
	l.answer("tenure", keys, then)
	if n := l.keys - had; n != 13 {
		l.t.Errorf("the 13 items took %d keys", n)
	}
}

// text types a text and waits until the screen has it.
func (l *laptop) text(s string) { l.t.Helper(); l.Type(s); l.wait(s) }

// finish ends the interview at the end of its route, as what.
func (l *laptop) finish(as string) {
	l.t.Helper()
	l.wait("问完了")
	l.press("enter", "已结束："+as)
	l.wait("全部已保存")
}

// home goes back from an ended interview.
func (l *laptop) home() { l.t.Helper(); l.press("esc", "开始客户满意度调查") }
