package cli

import (
	"errors"
	"strings"

	"github.com/alecthomas/kong"

	"tingfang/questionnaire"
)

// grammar is the command line as kong reads it; every word of help is a
// variable filled in from package lang.
type grammar struct {
	Help helpFlag `name:"help" short:"h" help:"${help}"`
	DB   string   `name:"db" placeholder:"FILE" help:"${db}"`
	Lang string   `name:"lang" placeholder:"zh|en" enum:"zh,en," default:"" help:"${lang}"`

	Screen    screenCmd    `cmd:"" default:"1" hidden:""`
	Interview interviewCmd `cmd:"" help:"${interview}"`
	Form      formCmd      `cmd:"" help:"${formgroup}"`
	Export    exportCmd    `cmd:"" help:"${export}"`
	Summary   summaryCmd   `cmd:"" help:"${summary}"`
	Analyse   analyseCmd   `cmd:"" help:"${analyse}"`
	Import    importCmd    `cmd:"" help:"${import}"`
	Sync      syncCmd      `cmd:"" help:"${syncgroup}"`
	Demo      demoCmd      `cmd:"" help:"${demo}"`
	Version   versionCmd   `cmd:"" help:"${version}"`
}

type screenCmd struct{}

type interviewCmd struct {
	Form   string `arg:"" name:"form" help:"${argform}"`
	Hall   string `required:"" placeholder:"CODE" help:"${hall}"`
	Person string `name:"interviewer" required:"" placeholder:"NUMBER" help:"${person}"`
}

type formCmd struct {
	List  formListCmd  `cmd:"" help:"${formlist}"`
	Show  formShowCmd  `cmd:"" help:"${formshow}"`
	Check formCheckCmd `cmd:"" help:"${formcheck}"`
	Add   formAddCmd   `cmd:"" help:"${formadd}"`
}

type formListCmd struct{}

type formShowCmd struct {
	Form string `arg:"" name:"form" help:"${argformorfile}"`
}

type formCheckCmd struct {
	File string `arg:"" name:"file" help:"${argfile}"`
}

type formAddCmd struct {
	File string `arg:"" name:"file" help:"${argfile}"`
}

type exportCmd struct {
	Form     string `arg:"" name:"form" help:"${argform}"`
	Format   string `enum:"csv,md,qdpx" default:"csv" placeholder:"FORMAT" help:"${format}"`
	Out      string `required:"" placeholder:"FILE" help:"${out}"`
	Notes    bool   `help:"${notes}"`
	Raw      bool   `help:"${raw}"`
	Long     bool   `help:"${long}"`
	Labels   bool   `help:"${labels}"`
	Remarks  bool   `help:"${remarks}"`
	Personal bool   `help:"${personal}"`
	AllQuote bool   `name:"all-quotes" help:"${allquotes}"`
	All      bool   `help:"${all}"`
	Hall     string `placeholder:"CODE" help:"${onlyhall}"`
	Person   string `name:"interviewer" placeholder:"NUMBER" help:"${onlyperson}"`
	From     string `placeholder:"DATE" help:"${from}"`
	To       string `placeholder:"DATE" help:"${to}"`
	Force    bool   `help:"${force}"`
}

type importCmd struct {
	Form     string `arg:"" name:"form" help:"${argform}"`
	File     string `arg:"" name:"file" help:"${importfile}"`
	DryRun   bool   `name:"dry-run" help:"${dryrun}"`
	Encoding string `placeholder:"NAME" help:"${encoding}"`
	Raw      bool   `help:"${importraw}"`
}

type demoCmd struct {
	Count int    `default:"1000" placeholder:"N" help:"${democount}"`
	Seed  uint64 `default:"1" placeholder:"S" help:"${demoseed}"`
}

type versionCmd struct{}

// errHelp says that help was asked for, not that anything is wrong.
var errHelp = errors.New("help asked for")

type helpFlag bool

// BeforeReset stops reading the command line: with --help nothing else counts.
func (helpFlag) BeforeReset() error { return errHelp }

// dollar stands for $ in words of help, where kong would look for a variable.
const dollar = "\x00"

// words are the variables of the grammar.
func (r *run) words() kong.Vars {
	t := r.texts.CLI
	u := r.texts.Summary
	return kong.Vars{"summary": u.Summary, "analyse": u.Analyse, "nps": u.NPS, "drivers": u.Drivers, "quadrant": u.Quadrant, "waves": u.Waves,
		"participation": u.Participation, "items": u.Items, "by": u.By, "where": strings.ReplaceAll(u.Where, "$", dollar), "wave": u.Wave, "public": u.Public, "sumformat": u.Format, "sumout": u.Out,
		"itemnps": u.ItemNPS, "target": u.Target, "importance": u.Importance, "crossing": u.Crossing, "byapproach": u.ByApproach, "waveitems": u.WaveItems,
		"help": t.Help, "db": t.DB, "lang": t.Lang, "interview": t.Interview, "formgroup": t.FormGroup, "formlist": t.FormList,
		"formshow": t.FormShow, "formcheck": t.FormCheck, "formadd": t.FormAdd, "export": t.Export, "version": t.Version, "argform": t.ArgForm,
		"argformorfile": t.ArgFormOrFile, "argfile": t.ArgFile, "hall": t.Hall, "person": t.Person, "format": r.texts.Talk.FormatHelp, "notes": r.texts.Talk.NotesHelp, "allquotes": r.texts.Talk.QuotesHelp, "out": r.texts.Talk.OutHelp, "raw": t.Raw,
		"long": t.Long, "labels": t.Labels, "remarks": t.Remarks, "personal": t.Personal, "all": t.All, "onlyhall": t.OnlyHall,
		"onlyperson": t.OnlyPerson, "from": t.From, "to": t.To, "force": t.Force}
}

// flagValue is the last value given to an option, before any parsing; "" for
// none.
func flagValue(args []string, name string) questionnaire.Lang {
	found := ""
	for i, a := range args {
		if a == "--" {
			break
		}
		if v, ok := strings.CutPrefix(a, name+"="); ok {
			found = v
		} else if a == name && i+1 < len(args) {
			found = args[i+1]
		}
	}
	return questionnaire.Lang(found)
}
