// Package summary turns the closed answers of one form into tables: which rows
// a table has, what its base is, and which figures stand in it. The figures
// themselves are package stat's; drawing them is somebody else's.
//
// What holds everywhere:
//
//   - Tables count interviews that are complete or partial, not void and not
//     practice; the others stand in [Columns.Participation] only.
//   - Only given answers are in a base. Asked is given, don't know, refused, not
//     applicable and open together; not asked stands beside it.
//   - Shares and the ends of their intervals are 0 to 100 and unrounded; a figure
//     that is not defined is NaN.
//   - Answers pool over the versions of a form by item name and code. An item
//     whose codes, scale, boxes or values differ between versions is another
//     column, named item@version, and tables say what they leave out.
package summary
