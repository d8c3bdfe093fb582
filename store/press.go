package store

import (
	"encoding/binary"
	"hash/adler32"
	"math/bits"
)

// shortBody is up to how many bytes a body is pressed by press. A longer one is
// worth a code of its own.
const shortBody = 8 << 10

// press compresses short texts into the format of zlib, in a quarter of the
// time of package zlib, which makes a code for each of them: here all share
// the one that deflate brings along.
type press struct {
	last [1 << pressHash]uint16 // by hash: where four bytes stood last, plus one
	out  []byte
	bits uint64 // that are not yet in out
	n    uint   // how many
}

const pressHash = 11

// deflate's shortest match, its longest and the end of a block. Matches of
// three bytes are rarely worth looking for.
const (
	matchBase, matchLeast, matchMost = 3, 4, 258
	blockEnd                         = 256
)

// short presses a text of at most shortBody bytes. The bytes hold until the
// next call.
func (p *press) short(plain []byte) []byte {
	clear(p.last[:])
	p.out, p.bits, p.n = append(p.out[:0], 0x78, 0x01), 0, 0 // deflate with 32 KiB, the fastest level
	p.add(0b011, 3)                                          // the last block, with the fixed code
	for i := 0; i < len(plain); {
		n, back := p.match(plain, i)
		if n == 0 {
			p.symbol(uint(plain[i]))
			i++
			continue
		}
		p.length(uint(n - matchBase))
		p.distance(uint(back - 1))
		i += n
	}
	p.symbol(blockEnd)
	for ; p.n > 0; p.n -= min(p.n, 8) {
		p.out = append(p.out, byte(p.bits))
		p.bits >>= 8
	}
	return binary.BigEndian.AppendUint32(p.out, adler32.Checksum(plain))
}

// match finds bytes before i that are those from i on: how many, and how far
// back; 0 = none.
func (p *press) match(plain []byte, i int) (n, back int) {
	if i+matchLeast > len(plain) {
		return 0, 0
	}
	here := binary.LittleEndian.Uint32(plain[i:])
	slot := &p.last[here*0x9e3779b1>>(32-pressHash)]
	at := int(*slot) - 1
	*slot = uint16(i + 1)
	if at < 0 || binary.LittleEndian.Uint32(plain[at:]) != here {
		return 0, 0
	}
	n = matchLeast
	for n < matchMost && i+n < len(plain) && plain[at+n] == plain[i+n] {
		n++
	}
	return n, i - at
}

// add appends the lowest n bits of x, the lowest first.
func (p *press) add(x uint64, n uint) {
	p.bits |= x << p.n
	if p.n += n; p.n >= 32 {
		p.out = binary.LittleEndian.AppendUint32(p.out, uint32(p.bits))
		p.bits >>= 32
		p.n -= 32
	}
}

// symbol appends a byte, the end of the block or the symbol of a length, in
// the fixed code, whose bits come highest first.
func (p *press) symbol(s uint) {
	code, n := s+0x30, uint(8)
	switch {
	case s >= 280:
		code = s - 280 + 0xc0
	case s >= 256:
		code, n = s-256, 7
	case s >= 144:
		code, n = s-144+0x190, 9
	}
	p.add(uint64(bits.Reverse16(uint16(code))>>(16-n)), n)
}

// length appends how many bytes over matchBase are the same: four symbols share
// a number of bits that follow.
func (p *press) length(over uint) {
	switch {
	case over == matchMost-matchBase:
		p.symbol(285)
	case over < 8:
		p.symbol(257 + over)
	default:
		more := uint(bits.Len(over)) - 3
		p.symbol(257 + 4*(more+1) + over>>more&3)
		p.add(uint64(over&(1<<more-1)), more)
	}
}

// distance appends how far back they stand, less one: two codes share a number
// of bits that follow.
func (p *press) distance(less uint) {
	code, more := less, uint(0)
	if less >= 4 {
		more = uint(bits.Len(less)) - 2
		code = 2*(more+1) + less>>more&1
	}
	p.add(uint64(bits.Reverse8(uint8(code))>>3), 5)
	p.add(uint64(less&(1<<more-1)), more)
}
