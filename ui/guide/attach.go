package guide

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
	"tingfang/store"
	"tingfang/ui/importing"
	"tingfang/ui/widget/form"
	"tingfang/ui/widget/pick"
)

// photos are the endings of files that are taken for photos before they are
// read.
var photos = []string{".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic", ".heif"}

// openAttach asks for a photo or a document of the visit.
func (s *Screen) openAttach() {
	x := s.env.Texts.Guide
	if !s.ses.Form().Attachments {
		s.warn(x.NoAttachments)
		return
	}
	s.openFields(x.AttachTitle, x.AttachNote, (*Screen).tryAttach,
		form.Field{Label: x.AttachPath, Hint: x.AttachPathHint, Check: s.required(x.AttachPathMissing)}, form.Field{Label: x.AttachCaption})
}

// tryAttach attaches the file that was named, but asks first where it is a
// photo and nobody agreed to photos.
func (s *Screen) tryAttach(f *fields) tea.Cmd {
	x := s.env.Texts.Guide
	path := importing.Typed(f.form.Value(0))
	if !slices.Contains(photos, strings.ToLower(filepath.Ext(path))) || s.agreed(questionnaire.RoleConsentPhoto) {
		return s.attach(f, path)
	}
	again := func(s *Screen) { s.panel = f }
	s.askNow(&ask{title: x.NoPhoto, notes: []string{x.NoPhotoNote}, back: again},
		way{pick.Item{Text: x.NoPhotoNo}, do((*Screen).toNotes)},
		way{pick.Item{Text: x.NoPhotoYes}, func(s *Screen) tea.Cmd {
			again(s)
			return s.attach(f, path)
		}})
	return nil
}

// attachedMsg says how attaching went; f is the form it was asked with.
type attachedMsg struct {
	s       *Screen
	f       *fields
	a       talk.Attachment
	cleaned bool
	err     error
}

func (s *Screen) attach(f *fields, path string) tea.Cmd {
	caption, o, topic := f.form.Value(1), s.open, s.topic().Ref
	s.say(s.env.Texts.Guide.Attaching)
	return func() tea.Msg {
		a, cleaned, err := s.st.Attach(context.Background(), o, path, caption, topic)
		return attachedMsg{s, f, a, cleaned, err}
	}
}

// attachDone shows what was attached, or beside the path why it was not.
func (s *Screen) attachDone(msg attachedMsg) {
	x := s.env.Texts.Guide
	if msg.err != nil {
		s.quiet, s.panel = "", msg.f
		msg.f.form.Fault(0, s.attachFault(msg.err))
		return
	}
	s.attached = append(s.attached, msg.a)
	if s.panel == msg.f {
		s.toNotes()
	}
	said := x.Attached
	if msg.cleaned {
		said = x.AttachedCleaned
	}
	s.say(fmt.Sprintf(said, questionnaire.HarmlessLine(msg.a.Name)))
}

// attachFault says why a file cannot be attached, and what to do.
func (s *Screen) attachFault(err error) string {
	x := s.env.Texts.Guide
	var bad *store.AttachError
	if !errors.As(err, &bad) {
		return s.whyNot(err)
	}
	switch bad.Rule {
	case store.AttachGone:
		return x.FileGone
	case store.AttachFolder:
		return x.FileFolder
	case store.AttachUnreadable:
		return x.FileUnreadable
	case store.AttachTooLarge:
		return fmt.Sprintf(x.FileTooLarge, bad.Size>>20, bad.Most>>20)
	case store.AttachType:
		if bad.MediaType == store.PhotoPlaced {
			return x.FilePlaced
		}
		return x.FileType
	case store.AttachEmpty:
		return x.FileEmpty
	case store.AttachNoSpace:
		return x.FileNoSpace
	}
	return s.whyNot(err)
}
