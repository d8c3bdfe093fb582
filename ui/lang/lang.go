// Package lang holds every text of the interface, in Chinese and in English,
// as fields of one struct a screen: a text that is missing in one language
// does not go unseen, since a test looks at every field of both.
package lang

import "tingfang/questionnaire"

// Texts is the whole interface in one language.
type Texts struct {
	Common    Common
	Faults    Faults
	Home      Home
	Setup     Setup
	Interview Interview
	Records   Records
	Exports   Exports
	Settings  Settings
	CLI       CLI
	Form      Form
	Store     Store
	Report    Report
	Summary   CLISummary
	Tables    Tables
	Import    Import
	Imports   Imports
	Guide     Guide
	Notes     Notes
	CallBacks CallBacks
	Talk      Talk
	Exchange  Exchange
	SyncCLI   SyncCLI
	Conflicts Conflicts
	Correct   Correct
	Sync      Sync
}

// Of gives the texts in a language; Chinese for one the interface lacks.
func Of(l questionnaire.Lang) *Texts {
	if l == questionnaire.EN {
		return &english
	}
	return &chinese
}

var chinese = Texts{Common: commonZH, Faults: faultsZH, Home: homeZH, Setup: setupZH, Interview: interviewZH, Records: recordsZH,
	Exports: exportsZH, Settings: settingsZH, CLI: cliZH, Form: formZH, Store: storeZH, Report: reportZH, Summary: cliSummaryZH, Tables: tablesZH, Import: importZH, Imports: importsZH,
	Guide: guideZH, Notes: notesZH, CallBacks: callbacksZH, Talk: talkZH, Exchange: exchangeZH, SyncCLI: syncCLIZH, Conflicts: conflictsZH, Sync: syncZH, Correct: correctZH}

var english = Texts{Common: commonEN, Faults: faultsEN, Home: homeEN, Setup: setupEN, Interview: interviewEN, Records: recordsEN,
	Exports: exportsEN, Settings: settingsEN, CLI: cliEN, Form: formEN, Store: storeEN, Report: reportEN, Summary: cliSummaryEN, Tables: tablesEN, Import: importEN, Imports: importsEN,
	Guide: guideEN, Notes: notesEN, CallBacks: callbacksEN, Talk: talkEN, Exchange: exchangeEN, SyncCLI: syncCLIEN, Conflicts: conflictsEN, Sync: syncEN, Correct: correctEN}
