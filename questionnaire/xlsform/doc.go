// Package xlsform reads a questionnaire written as an XLSForm: tables named
// survey, choices and settings, as Markdown or CSV. What it cannot take over
// whole it refuses, with the place, the value and the rule as data; nothing a
// form says is dropped in silence.
package xlsform
