package talk

import "testing"

func TestNamesThatCountAsTheSame(t *testing.T) {
	for _, c := range [][2]string{{"ＶＩＰ　客户", "vip 客户"}, {"  价格 ", "价格"}, {"Price\t War", "price war"}, {"（套餐）", "(套餐)"}} {
		if Fold(c[0]) != Fold(c[1]) {
			t.Errorf("%q and %q: %q, %q", c[0], c[1], Fold(c[0]), Fold(c[1]))
		}
	}
	if Fold("价格") == Fold("价 格") {
		t.Error("a space between two words does not count")
	}
}
