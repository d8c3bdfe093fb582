package guide

// openAttach asks for a photo or a document of the visit.
func (s *Screen) openAttach() {
	x := s.env.Texts.Guide
	if !s.ses.Form().Attachments {
		s.warn(x.NoAttachments)
		return
	}
}
