package stat

import (
	"math"
	"strconv"
	"strings"
)

// Round rounds x for display to 0 to 15 digits after the point, half away from
// zero, as a reader rounds the number in front of them: 22.5 is 23, −22.5 is
// −23 and 1.005 at two digits is 1.01, although the binary number nearest to
// 1.005 lies below it. NaN and infinities stay what they are; there is no −0.
func Round(x float64, digits int) float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return x
	}
	// The shortest decimal form is what is read; shifting its point is exact,
	// where multiplying by a power of ten is not.
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(x, 'e', -1, 64), "e")
	e, _ := strconv.Atoi(exponent)
	shifted, err := strconv.ParseFloat(mantissa+"e"+strconv.Itoa(e+digits), 64)
	if err != nil {
		return x // so large that it has no digits after the point
	}
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(math.Round(shifted), 'f', -1, 64)+"e"+strconv.Itoa(-digits), 64)
	if err != nil {
		return x
	}
	return rounded + 0
}
