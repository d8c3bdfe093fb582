package summary

import (
	"math"
	"math/bits"
	"sync/atomic"
)

// blockWords is the number of words with a bit for each case of a block.
const blockWords = blockSize / 64

// planes are the lanes of a block turned around: for each value the cases that
// have it, so that counting any selection is and-ing words. They are made when a
// lane is counted again and dropped when a case of the block changes; tables
// computed at one time may share them.
type planes struct{ lanes []atomic.Pointer[plane] }

// plane is one lane: the cases of each value, and how many values there are. A
// lane of many values has no cases, one counted once has no values either.
type plane struct {
	values int
	cases  []uint64 // values × blockWords
}

// maxPlanes is the most values of a lane that are turned around.
const maxPlanes = 20 // under 32

// plane gives a lane turned around, or nil where that does not pay: when it is
// counted for the first time, and where it has many values.
func (b *block) plane(n int) *plane {
	set := b.planes.Load()
	if set == nil {
		set = &planes{make([]atomic.Pointer[plane], len(b.lanes))}
		b.planes.Store(set)
	}
	p := set.lanes[n].Load()
	switch {
	case p == nil:
		set.lanes[n].Store(&plane{})
		return nil
	case p.values == 0:
		p = newPlane(b.lanes[n])
		set.lanes[n].Store(p)
	}
	if p.cases == nil {
		return nil
	}
	return p
}

func newPlane(lane []byte) *plane {
	most := byte(0)
	for _, v := range lane {
		most = max(most, v)
	}
	if most >= maxPlanes {
		return &plane{values: int(most) + 1}
	}
	p := &plane{int(most) + 1, make([]uint64, (int(most)+1)*blockWords)}
	for i := range blockWords {
		var word [32]uint64 // by value; 32 spares a check of bounds
		for j, v := range lane[64*i:][:64] {
			word[v%32] |= 1 << j
		}
		for v := range p.values {
			p.cases[v*blockWords+i] = word[v]
		}
	}
	return p
}

// of are the cases with a value.
func (p *plane) of(value int) []uint64 { return p.cases[value*blockWords:][:blockWords] }

// countLane counts the values of a lane.
func (s *Selection) countLane(lane int) [256]int {
	var counts [256]int
	for i := 0; i < len(s.words); i += blockWords {
		words := s.words[i:][:blockWords]
		b := s.c.blocks[i/blockWords]
		if lane >= len(b.lanes) || b.lanes[lane] == nil {
			counts[0] += ones(words)
		} else if p := b.plane(lane); p != nil {
			for v := range p.values {
				counts[v] += onesOfBoth(words, p.of(v))
			}
		} else {
			for j, w := range words {
				countWord(b.lanes[lane][64*j:][:64], w, &counts)
			}
		}
	}
	return counts
}

// countWord counts the values whose bit is set.
func countWord(values []byte, set uint64, counts *[256]int) {
	if set == math.MaxUint64 {
		for _, v := range values {
			counts[v]++
		}
		return
	}
	for ; set != 0; set &= set - 1 {
		counts[values[bits.TrailingZeros64(set)%64]]++
	}
}

func ones(words []uint64) int {
	n := 0
	for _, w := range words {
		n += bits.OnesCount64(w)
	}
	return n
}

func onesOfBoth(a, b []uint64) int {
	n := 0
	b = b[:len(a)]
	for i, w := range a {
		n += bits.OnesCount64(w & b[i])
	}
	return n
}
