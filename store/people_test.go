package store

import (
	"context"
	"errors"
	"reflect"
	"testing"
	"time"

	"tingfang/questionnaire"
)

func TestPeopleAndTheirNumbers(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	var taken *TakenError
	_, err := d.SavePerson(ctx, questionnaire.Person{Number: "07", Name: "李雷"})
	if !errors.As(err, &taken) || *taken != (TakenError{"number", "07", "王芳"}) {
		t.Errorf("a taken number: %v", err)
	}
	retired := d.person
	retired.Retired = true
	must[questionnaire.Person](t)(d.SavePerson(ctx, retired))
	li := must[questionnaire.Person](t)(d.SavePerson(ctx, questionnaire.Person{Number: "07", Name: "李雷"}))
	han := must[questionnaire.Person](t)(d.SavePerson(ctx, questionnaire.Person{Number: "05", Name: "韩梅梅"}))
	if got := must[[]questionnaire.Person](t)(d.People(ctx)); !reflect.DeepEqual(got, []questionnaire.Person{han, li, retired}) {
		t.Errorf("people %v", got)
	}
	if got := d.sealed(d.person.ID); len(got) != 2 {
		t.Errorf("a changed person has %d revisions", len(got))
	}
}

func TestHallsByTheirCode(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	elsewhere := newDesk(t)
	if d.hall.ID != elsewhere.hall.ID {
		t.Error("the same hall has another id on another laptop")
	}
	var taken *TakenError
	if _, err := d.SaveHall(ctx, questionnaire.Hall{Code: "H01", Name: "x"}); !errors.As(err, &taken) || taken.Field != "code" || taken.By != d.hall.Name {
		t.Errorf("a taken code: %v", err)
	}
	moved := d.hall
	moved.Code = "H09"
	must[questionnaire.Hall](t)(d.SaveHall(ctx, moved))
	again := must[questionnaire.Hall](t)(d.SaveHall(ctx, questionnaire.Hall{Code: "H01", Name: "新的"}))
	if again.ID == moved.ID {
		t.Error("two halls share an id")
	}

	list := []questionnaire.Hall{{Code: "H01", Name: "新的", Kind: "own"}, {Code: "H02", Name: "二", Target: 30}, {Code: "H09", Name: "改名"}}
	added, changed, err := d.SaveHalls(ctx, list)
	if added != 1 || changed != 1 || err != nil {
		t.Errorf("list: %d added, %d changed, %v", added, changed, err)
	}
	if added, changed, err = d.SaveHalls(ctx, list); added+changed != 0 || err != nil {
		t.Errorf("the same list again: %d added, %d changed, %v", added, changed, err)
	}
	if halls := must[[]questionnaire.Hall](t)(d.Halls(ctx)); len(halls) != 3 || halls[1].Target != 30 || halls[2].ID != moved.ID {
		t.Errorf("halls %v", halls)
	}
}

func TestSettings(t *testing.T) {
	s, ctx := fresh(t), context.Background()
	if v := must[string](t)(s.Setting(ctx, "lang")); v != "" {
		t.Errorf("unset: %q", v)
	}
	ok(t, s.SetSetting(ctx, "lang", "zh"))
	ok(t, s.SetSetting(ctx, "lang", "en"))
	study := questionnaire.Study{Org: "某公司", Contact: "010-1", Keep: 90}
	ok(t, s.SetStudy(ctx, study))
	if v := must[string](t)(s.Setting(ctx, "lang")); v != "en" {
		t.Errorf("set: %q", v)
	}
	if got := must[questionnaire.Study](t)(s.Study(ctx)); got != study {
		t.Errorf("study %+v", got)
	}
}

// An interview stays with the version of the form it began with.
func TestVersionsOfAForm(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	o := d.opening(time.Now())
	d.save(o, chose("overall", "1"))
	ok(t, d.Close())

	second := formVersion(t, "2")
	op := options(t, d.Path())
	op.Builtin = func() []*questionnaire.Form { return []*questionnaire.Form{second} }
	s := must[*Store](t)(Open(ctx, op))
	if f := must[*questionnaire.Form](t)(s.Form(ctx, "small")); f.Version != "2" {
		t.Errorf("current is version %s", f.Version)
	}
	r := must[questionnaire.Response](t)(s.Response(ctx, o.ID, false))
	if f := must[*questionnaire.Form](t)(s.FormByHash(ctx, r.FormHash)); f.Version != "1" || r.FormVersion != "1" {
		t.Errorf("the interview has version %s", f.Version)
	}
	if added := must[bool](t)(s.AddForm(ctx, formVersion(t, "3"), "file")); !added {
		t.Error("a new version counts as there before")
	}
	if added := must[bool](t)(s.AddForm(ctx, d.form, "file")); added {
		t.Error("the first version counts as new")
	}
	ok(t, s.Close())

	s = must[*Store](t)(Open(ctx, op)) // what was made current stays so
	defer s.Close()
	infos := must[[]FormInfo](t)(s.Forms(ctx))
	if len(infos) != 3 || !infos[0].Current || infos[0].Version != "1" || infos[0].Responses != 1 || infos[1].Version != "3" || infos[2].Origin != OriginBuiltin || infos[1].Title.In("zh") != "小问卷" {
		t.Errorf("forms %+v", infos)
	}
	if _, err := s.Form(ctx, "nothing"); !errors.Is(err, ErrNotFound) {
		t.Errorf("a form that is not there: %v", err)
	}
}
