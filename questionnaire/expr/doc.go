// Package expr parses, prints and evaluates the conditions and calculations of
// a questionnaire: the XLSForm expression language, a subset of XPath 1.0 with
// ${name} for another item, a full stop for the item's own value, and the ODK
// functions. Node paths, axes, unions and variables of XPath are refused.
//
// An expression never looks anything up by itself: the caller hands in the
// values, the moment and the random numbers as an [Env].
package expr
