// Package exporting carries interviews from the store into files, the same way
// for the command line and for the screen: a file is there whole or not at all.
package exporting
