package sync

import (
	"errors"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"tingfang/store"
	"tingfang/store/bundle"
	"tingfang/ui/nav"
	"tingfang/ui/syncing"
)

func (s *taking) Draw(width, height int) nav.Frame {
	t, x := s.env.Theme, s.env.Texts.Sync
	title := x.Take
	if s.meet {
		title = x.Meet
	}
	f := nav.Frame{Title: crumbs(s.env, title), Help: s.help()}
	var lines []string
	switch s.phase {
	case takeLooking:
		lines = busyLines(t, x.Looking, s.underway(), s.job.share(), width)
	case takeWriting:
		doing := x.Taking
		if s.job.name == "" && s.job.of > 0 {
			doing = x.Packing
		}
		lines = busyLines(t, doing, s.underway(), s.job.share(), width)
	case takeAsking:
		lines = s.drawAsk(width)
	case takeCopied:
		lines = s.drawCopied(width)
	case takePreviewed, takeDone:
		head := s.head(width)
		var rows []string
		rows, f.Status = window(t, s.env.Texts.Common.Of, t.Signs.Up+" "+t.Signs.Down, s.lines(width), s.from, height-len(head))
		lines = append(head, rows...)
		if s.receiptSaid != "" && s.phase == takeDone {
			f.Status = t.Good.Render(t.Signs.Tick + " " + s.receiptSaid)
			if s.receiptBad {
				f.Status = t.Bad.Render(t.Signs.Cross + " " + s.receiptSaid)
			}
		}
	default:
		lines, f.Cursor = s.drawChoosing(width)
	}
	f.Body = strings.Join(lines[:min(len(lines), height)], "\n")
	return f
}

// underway is what is being read.
func (s *taking) underway() string {
	if s.job.name != "" {
		return s.job.name
	}
	return s.path.path()
}

func (s *taking) drawChoosing(width int) ([]string, *tea.Cursor) {
	t, x := s.env.Theme, s.env.Texts.Sync
	hint := x.TakeHint
	if s.meet {
		hint = x.MeetHint
	}
	value, cursor := s.path.draw(width)
	lines := []string{"", value, ""}
	if s.fault != "" {
		return append(lines, marked(t.Bad, t.Signs.Cross, s.fault, width)...), cursor
	}
	return append(lines, block(t.Dim, hint, width)...), cursor
}

// drawAsk asks about a laptop that is not known.
func (s *taking) drawAsk(width int) []string {
	t, x, l := s.env.Theme, s.env.Texts.Sync, s.unasked[0]
	who := fmt.Sprintf(x.FirstTime, laptopName(l.Name, l.Device))
	if l.Coordinator {
		who = fmt.Sprintf(x.FirstTimeCoordinator, laptopName(l.Name, l.Device))
	}
	lines := append([]string{""}, marked(t.Question, t.Signs.Attend, who, width)...)
	lines = append(lines, "", "", wide(t, l.Fingerprint), "", "")
	lines = append(lines, block(t.Text, x.CompareAloud, width)...)
	lines = append(append(lines, ""), block(t.Dim, x.CompareWhy, width)...)
	if n := len(s.unasked) - 1; n > 0 {
		lines = append(lines, "", space+t.Dim.Render(fmt.Sprintf(x.MoreToAsk, n)))
	}
	return lines
}

// drawCopied asks about a laptop that was copied.
func (s *taking) drawCopied(width int) []string {
	t, x, e := s.env.Theme, s.env.Texts.Sync, s.copied()
	lines := append([]string{""}, marked(t.Warn, t.Signs.Attend, fmt.Sprintf(x.CopiedAsk, laptopName(e.Name, e.Device), e.Seq), width)...)
	return append(append(lines, ""), block(t.Text, x.CopiedWhat, width)...)
}

// room is how many lines of what is shown fit under the head.
func (s *taking) room() int { return s.height - len(s.head(s.width)) }

// head stands above what is scrolled.
func (s *taking) head(width int) []string {
	t, x := s.env.Theme, s.env.Texts.Sync
	if s.phase != takePreviewed && s.phase != takeDone {
		return nil
	}
	sum, bundles := merging(s.out.Files)
	lines := []string{""}
	switch {
	case s.phase == takePreviewed && s.comes():
		lines = append(lines, marked(t.Good, t.Signs.Tick, x.Previewed, width)...)
	case bundles == 0 && !s.comes() && s.troubles() > 0:
		lines = append(lines, marked(t.Bad, t.Signs.Cross, x.CameNothing, width)...)
	case bundles == 0:
		lines = append(lines, marked(t.Good, t.Signs.Tick, x.NoneNew, width)...)
	default:
		lines = append(lines, marked(t.Good, t.Signs.Tick, fmt.Sprintf(x.Came, bundles), width)...)
	}
	if bundles > 0 {
		lines = append(lines, block(t.Text, fmt.Sprintf(x.CameWhat, sum.New, sum.Newer, sum.Same, sum.Other), width)...)
	}
	if s.out.Conflicts > 0 {
		lines = append(lines, space+t.Warn.Render(t.Cut(t.Signs.Attend+" "+fmt.Sprintf(x.ConflictsOpen, s.out.Conflicts), width-2*margin)))
	}
	return append(lines, "")
}

// troubles counts what was refused.
func (s *taking) troubles() (n int) {
	for _, f := range s.out.Files {
		if f.Err != nil {
			n++
		}
	}
	for _, r := range s.out.Receipts {
		if r.Err != nil {
			n++
		}
	}
	return n
}

// lines are what is scrolled: codes to be read aloud, what was laid down, what
// each file brought, what was refused, the receipts, the halls.
func (s *taking) lines(width int) (lines []string) {
	if s.phase != takePreviewed && s.phase != takeDone {
		return nil
	}
	for _, part := range [][]string{s.laidLines(width), s.codeLines(width), s.fileLines(width), s.refusedLines(width), s.receiptLines(width), s.hallLines(width)} {
		if len(part) == 0 {
			continue
		}
		if len(lines) > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, part...)
	}
	return lines
}

// laidLines tell what was laid down for the others.
func (s *taking) laidLines(width int) (lines []string) {
	t, x := s.env.Theme, s.env.Texts.Sync
	if !s.meet || s.phase != takeDone {
		return nil
	}
	switch b := s.out.Packed; {
	case s.out.nobody:
		lines = marked(t.Warn, t.Signs.Attend, x.NobodyThere, width)
	case b.Path == "" || b.Again:
		lines = append(lines, space+t.Dim.Render(t.Cut(x.LaidNothing, width-2*margin)))
	default:
		lines = marked(t.Good, t.Signs.Tick, fmt.Sprintf(x.Laid, b.Seq, b.Interviews, b.Revisions), width)
	}
	if s.out.Shown {
		lines = append(lines, marked(t.Good, t.Signs.Tick, x.LaidReceipt, width)...)
	}
	return lines
}

// codeLines are the codes of the new bundles. In a folder where laptops meet
// the receipt does their work.
func (s *taking) codeLines(width int) (lines []string) {
	t, x := s.env.Theme, s.env.Texts.Sync
	if s.meet || s.phase != takeDone {
		return nil
	}
	var table [][]string
	for _, f := range s.out.Files {
		if f.Err == nil && !f.Known {
			table = append(table, []string{laptopName(f.Header.Name, f.Header.Device), number(s.env, f.Header.Seq), t.Question.Render(bundle.SpokenCode(f.Hash))})
		}
	}
	if len(table) == 0 {
		return nil
	}
	lines = block(t.Dim, x.ReadAloud, width)
	return append(lines, columns(t.Pad, table, width, nil)...)
}

// fileLines are what each file brought, or would bring.
func (s *taking) fileLines(width int) []string {
	t, x := s.env.Theme, s.env.Texts.Sync
	table := [][]string{{x.ColumnLaptop, x.ColumnNumber, x.New, x.Newer, x.Same, ""}}
	for _, f := range s.out.Files {
		if f.Err != nil {
			continue
		}
		row := []string{laptopName(f.Header.Name, f.Header.Device), number(s.env, f.Header.Seq), fmt.Sprint(f.New), fmt.Sprint(f.Newer), fmt.Sprint(f.Same), ""}
		switch {
		case f.Known:
			row[2], row[3], row[4], row[5] = t.Signs.None, t.Signs.None, t.Signs.None, t.Dim.Render(x.KnownFile)
		case f.Enrols:
			row[5] = t.Dim.Render(x.EnrolledNow)
		}
		table = append(table, row)
	}
	var lines []string
	if len(table) > 1 {
		table[0] = dimmed(t.Dim.Render, table[0])
		lines = columns(t.Pad, table, width, []int{2, 3, 4})
	}
	for _, over := range []struct {
		said string
		n    int
	}{{x.Skipped, s.out.Skipped}, {x.ForOthers, s.out.ForOthers}} {
		if over.n > 0 {
			lines = append(lines, space+t.Dim.Render(t.Cut(fmt.Sprintf(over.said, over.n), width-2*margin)))
		}
	}
	return lines
}

// refusedLines say which files were refused, and why.
func (s *taking) refusedLines(width int) (lines []string) {
	t, x := s.env.Theme, s.env.Texts.Sync
	say := func(name string, err error) {
		if err == nil {
			return
		}
		said, known := s.env.Texts.Exchange.Word(err, name)
		var e *store.MergeError
		switch {
		case errors.As(err, &e) && e.Rule == store.CopyOfThis:
			said = fmt.Sprintf(x.CopyOfThis, laptopName(e.Name, e.Device))
		case !known:
			said = x.Word(err, line(name))
		}
		if !strings.Contains(said, line(name)) {
			said += fmt.Sprintf(x.InFile, line(name))
		}
		lines = append(lines, marked(t.Bad, t.Signs.Cross, said, width)...)
	}
	for _, f := range s.out.Files {
		say(f.Name, f.Err)
	}
	for _, r := range s.out.Receipts {
		say(r.Name, r.Err)
	}
	return lines
}

// receiptLines say what the receipts told.
func (s *taking) receiptLines(width int) (lines []string) {
	t, x := s.env.Theme, s.env.Texts.Sync
	for _, r := range s.out.Receipts {
		if r.Err != nil {
			continue
		}
		lines = append(lines, space+t.Cut(s.receiptLine(r), width-2*margin))
	}
	if len(lines) > 0 && s.phase == takePreviewed {
		return append([]string{space + t.Dim.Render(x.ReceiptsThere)}, lines...)
	}
	return lines
}

func (s *taking) receiptLine(r syncing.Receipt) string {
	t, x, name := s.env.Theme, s.env.Texts.Sync, laptopName(r.Laptop.Name, r.Laptop.Device)
	switch {
	case s.phase == takePreviewed:
		return name
	case r.Seq == 0:
		return t.Dim.Render(fmt.Sprintf(x.ReceiptNone, name))
	}
	return t.Good.Render(t.Signs.Tick) + " " + fmt.Sprintf(x.ReceiptUpTo, name, r.Seq)
}

// hallLines sum by hall what the files brought.
func (s *taking) hallLines(width int) []string {
	t, x := s.env.Theme, s.env.Texts.Sync
	var halls []store.HallMerging
	at := map[string]int{}
	for _, f := range s.out.Files {
		for _, h := range f.Halls {
			i, seen := at[h.Hall.ID]
			if !seen {
				i = len(halls)
				at[h.Hall.ID] = i
				halls = append(halls, store.HallMerging{Hall: h.Hall})
			}
			if halls[i].Hall.Name == "" {
				halls[i].Hall = h.Hall
			}
			halls[i].New, halls[i].Newer, halls[i].Same = halls[i].New+h.New, halls[i].Newer+h.Newer, halls[i].Same+h.Same
		}
	}
	if len(halls) == 0 {
		return nil
	}
	table := [][]string{dimmed(t.Dim.Render, []string{x.ByHall, x.New, x.Newer, x.Same})}
	for _, h := range halls {
		name := line(strings.TrimSpace(h.Hall.Code + "  " + h.Hall.Name))
		if name == "" {
			name = x.NoHall
		}
		table = append(table, []string{name, fmt.Sprint(h.New), fmt.Sprint(h.Newer), fmt.Sprint(h.Same)})
	}
	return columns(t.Pad, table, width, []int{1, 2, 3})
}
