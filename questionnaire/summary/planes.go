package summary

import (
	"math/bits"
	"sync/atomic"
)

// blockWords is the number of words with a bit for each case of a block.
const blockWords = blockSize / 64

// planes are the lanes of a block turned around: for each value the cases that
// have it, so that counting any selection is and-ing words. They are made when a
// lane is first counted and dropped when a case of the block changes; tables
// computed at one time may share them.
type planes struct{ lanes []atomic.Pointer[plane] }

// plane is one lane: the cases of each value, and how many values there are. A
// lane of many values has no cases.
type plane struct {
	values int
	cases  []uint64 // values × blockWords
}

// maxPlanes is the most values of a lane that are turned around.
const maxPlanes = 20

// plane gives a lane turned around, or nil where that does not pay.
func (b *block) plane(n int) *plane {
	set := b.planes.Load()
	if set == nil {
		set = &planes{make([]atomic.Pointer[plane], len(b.lanes))}
		b.planes.Store(set)
	}
	p := set.lanes[n].Load()
	if p == nil {
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
		return &plane{}
	}
	p := &plane{int(most) + 1, make([]uint64, (int(most)+1)*blockWords)}
	for at, v := range lane {
		p.cases[int(v)*blockWords+at/64] |= 1 << (at % 64)
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
				for ; w != 0; w &= w - 1 {
					counts[b.lanes[lane][64*j+bits.TrailingZeros64(w)]]++
				}
			}
		}
	}
	return counts
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
