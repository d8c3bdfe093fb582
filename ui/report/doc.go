// Package report draws what package summary counts: as lines of a terminal, as
// CSV, Markdown, JSON, and one self-contained page of HTML. Every function is
// pure. Figures are rounded here and nowhere before, half away from zero; a
// figure that is not defined shows as a sign, never as 0; no figure stands
// without its base.
package report
