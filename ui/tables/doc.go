// Package tables is the screen of the summary tables: an overview, then pages of
// items, all scales on one page, crosstabs, importance against satisfaction,
// waves and participation. What is counted comes from package summary, over one
// snapshot that is kept while the program runs; a cell leads to the interviews
// behind it.
package tables
