package store

import (
	"context"
	"testing"
	"time"

	"tingfang/questionnaire"
	"tingfang/questionnaire/builtin"
	"tingfang/questionnaire/xlsform"
)

// The customer survey as it ships: kept, read back from its source by another
// start that does not carry it, answered at random to the end, and finished.
func TestTheCustomerSurvey(t *testing.T) {
	ctx, f := context.Background(), builtin.Customer()
	d := newDesk(t)
	must[bool](t)(d.AddForm(ctx, f, OriginBuiltin))
	ok(t, d.Close())
	op := options(t, d.Path())
	op.Builtin = nil
	op.Parse = func(source []byte) (*questionnaire.Form, error) {
		read, faults := xlsform.Load("stored.md", source)
		for _, fault := range faults {
			if !fault.Warning {
				t.Errorf("stored form: %+v", fault)
			}
		}
		return read, nil
	}
	d.Store = must[*Store](t)(Open(ctx, op))
	defer d.Close()
	read := must[*questionnaire.Form](t)(d.Form(ctx, f.ID))
	if read.Hash != f.Hash {
		t.Fatal("the stored form is another one")
	}
	d.form = read
	o := d.opening(time.Now())
	s := questionnaire.Begin(read, questionnaire.NewContext(d.hall, d.person, questionnaire.Study{Org: "某公司"}, o.StartedAt), nil)
	for range s.Route() {
		at := s.At()
		if offered := s.Choices(at); len(offered) > 0 {
			s.Record(questionnaire.Answer{Ref: at, Status: questionnaire.Given, Codes: []string{offered[0].Name}})
		}
		ok(t, d.Save(ctx, Change{Opening: o, Answers: s.Take(), At: at}))
		s.Next()
	}
	ok(t, d.Finish(ctx, o.ID, s.Outcome(), time.Minute))
	r := d.read(o, true)
	if len(r.Answers) != len(s.Answers()) || r.Disposition != s.Outcome() {
		t.Errorf("%d answers read, %d given; %s", len(r.Answers), len(s.Answers()), r.Disposition)
	}
	row := must[[]byte](t)(d.Packed(ctx, o.ID))
	l, given := questionnaire.NewLayout(read), 0
	for _, it := range l.Items {
		if l.Code(row, it) >= questionnaire.PackedFirst {
			given++
		}
	}
	if given == 0 {
		t.Error("nothing is packed")
	}
}
