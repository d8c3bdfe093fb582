// Package store keeps forms, people, halls and interviews in one SQLite file:
// every change is one transaction that is on the disk when its call returns.
// It knows no file format and no screen; a form's source is read by a parser
// it is handed.
//
// What this laptop did stands in table event, append-only; the newest event of
// an item is its row in table answer. What travels between laptops are
// revisions: immutable canonical JSON, sealed when an interview ends or is
// changed. Personal items stand apart, in table personal and in records of
// their own, so that they can be erased.
package store
