package summary

import (
	"maps"
	"slices"

	"tingfang/questionnaire"
	"tingfang/questionnaire/stat"
)

// notes says what the versions of the form do to a column: whose answers are
// left out, and who words the question otherwise.
func (s *Selection) notes(col *column) []Note {
	var out []Note
	left := s.left(col)
	for _, v := range slices.Sorted(maps.Keys(left)) {
		out = append(out, Note{Kind: NoteChanged, Item: col.name, Version: s.c.versions[v].form.Version, N: left[v]})
	}
	if len(s.c.versions) == 1 {
		return out
	}
	for v, n := range s.versions() {
		if n > 0 && s.c.versions[v].has(col) && !maps.Equal(s.c.versions[v].form.Question(col.q.Name).Label, col.q.Label) {
			out = append(out, Note{Kind: NoteWording, Item: col.name, Version: s.c.versions[v].form.Version, N: n})
		}
	}
	return out
}

// notes says what the figures of a table themselves ask to be said.
func (it *Item) notes(col *column) []Note {
	var out []Note
	if col.q.Reverse {
		out = append(out, Note{Kind: NoteReversed, Item: col.name})
	}
	if col.numeric && it.Stats.N < it.Base {
		out = append(out, Note{Kind: NoteOffScale, Item: col.name, N: it.Base - it.Stats.N})
	}
	if it.Stats.Flat {
		out = append(out, Note{Kind: NoteFlat, Item: col.name})
	}
	if it.Base < stat.FlagBelow {
		out = append(out, Note{Kind: NoteSmall, N: it.Base})
	}
	if col.form.Mode == questionnaire.Survey {
		out = append(out, Note{Kind: NoteIntercept})
	}
	return out
}

// withoutSmall takes out the notes that tell small bases, which are not to be
// published.
func withoutSmall(notes []Note) []Note {
	return slices.DeleteFunc(slices.Clone(notes), func(n Note) bool { return n.Kind == NoteSmall })
}
