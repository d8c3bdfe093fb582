// Package stat computes the figures of a summary: numbers in, numbers out. It
// knows no form, file, clock or terminal.
//
// What holds everywhere:
//
//   - A share and the ends of its interval are percentages, 0 to 100, and full
//     precision is kept; [Round] is for display.
//   - A figure that is not defined (a mean of nobody, a deviation of one case,
//     a test of one column) is NaN, never 0.
//   - Intervals are at 95 per cent, p-values two-sided.
//   - Cases are counts wherever counts suffice: a column of answers comes as a
//     [Tally], a table as counts[row][column]. Counts are never negative.
//   - Given answers only. Who did not answer is the caller's to count.
package stat
