// Package endtoend holds the whole program, as it is built, to what an
// interviewer does with it: its tests press keys in a pseudo terminal, kill the
// program, fill its disk, and read back what it wrote. It has no code of its
// own.
//
// The long campaigns run with TINGFANG_CAMPAIGN=1, the measurements with
// TINGFANG_BENCH=1.
package endtoend
