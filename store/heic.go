package store

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// The photos of phones (HEIC) are boxes (ISO/IEC 14496-12, 23008-12). What a
// camera notes is an item among the pictures: iinf tells which, iloc where its
// bytes lie. They are blanked where they lie, so that nothing else moves.

// span is a stretch of a file, in bytes.
type span struct{ from, to int }

// box is the kind of a box and where its content lies.
type box struct {
	kind string
	span
}

// boxes are the boxes that fill a stretch; ok is false where they do not.
func boxes(b []byte, in span) (out []box, ok bool) {
	for at := in.from; at < in.to; {
		f := reader{b: b[at:in.to]}
		size, kind, head := f.number(4), string(f.next(4)), 8
		switch size {
		case 0: // as far as there is anything
			size = uint64(in.to - at)
		case 1:
			size, head = f.number(8), 16
		}
		if f.short || size < uint64(head) || size > uint64(in.to-at) {
			return nil, false
		}
		out = append(out, box{kind, span{at + head, at + int(size)}})
		at += int(size)
	}
	return out, true
}

// reader reads fields one behind the other; behind the end they are empty, and
// short is set.
type reader struct {
	b     []byte
	short bool
}

func (f *reader) next(n int) []byte {
	if n > len(f.b) {
		f.short, f.b = true, nil
		return nil
	}
	out := f.b[:n]
	f.b = f.b[n:]
	return out
}

// number is a number of 0 to 8 bytes.
func (f *reader) number(size int) (v uint64) {
	for _, c := range f.next(size) {
		v = v<<8 | uint64(c)
	}
	return v
}

// word is a text up to its NUL.
func (f *reader) word() string {
	word, rest, found := bytes.Cut(f.b, []byte{0})
	f.b, f.short = rest, f.short || !found
	return string(word)
}

// heicNotes finds where a HEIC photo keeps what its camera (exif) and other
// programs (xmp) have noted. ok is false where anything is unusual, so that
// notes could lie elsewhere, or blanking them could hurt the picture.
func heicNotes(b []byte) (exif, xmp []span, ok bool) {
	all, ok := boxes(b, span{0, len(b)})
	if !ok {
		return nil, nil, false
	}
	var meta, data []box
	for i, x := range all {
		switch {
		case i == 0 && x.kind == "ftyp", x.kind == "free", x.kind == "skip":
		case x.kind == "meta" && x.to-x.from > 4:
			meta = append(meta, x)
		case x.kind == "mdat":
			data = append(data, x)
		default: // a film, or what one maker adds
			return nil, nil, false
		}
	}
	if len(meta) != 1 {
		return nil, nil, false
	}
	kinds, places, ok := heicItems(b, span{meta[0].from + 4, meta[0].to})
	if !ok {
		return nil, nil, false
	}
	for id, kind := range kinds {
		if kind != "Exif" && kind != xmpKind {
			continue
		}
		p := places[id]
		if len(p.spans) != 1 || p.elsewhere || !alone(id, places) || !slices.ContainsFunc(data, func(d box) bool { return d.from <= p.spans[0].from && p.spans[0].to <= d.to }) {
			return nil, nil, false
		}
		switch s := p.spans[0]; {
		case kind == xmpKind:
			xmp = append(xmp, s)
		case s.to-s.from < 4+len(turnedOnly(1)):
			return nil, nil, false
		default:
			exif = append(exif, s)
		}
	}
	return exif, xmp, true
}

// alone tells whether no other item shares the bytes of an item.
func alone(id uint64, places map[uint64]place) bool {
	own := places[id].spans[0]
	for other, p := range places {
		if other != id && slices.ContainsFunc(p.spans, func(s span) bool { return s.from < own.to && own.from < s.to }) {
			return false
		}
	}
	return true
}

// place is where the bytes of an item lie.
type place struct {
	spans     []span
	elsewhere bool // not in the file itself by their place in it
}

// xmpKind stands for an item that holds XMP.
const xmpKind = "xmp"

// heicItems are the kinds of the items and their places, by their numbers.
func heicItems(b []byte, meta span) (kinds map[uint64]string, places map[uint64]place, ok bool) {
	inside, ok := boxes(b, meta)
	if !ok {
		return nil, nil, false
	}
	for _, x := range inside {
		switch x.kind {
		case "iinf":
			ok = kinds == nil
			if kinds = itemKinds(b, x.span); kinds == nil {
				ok = false
			}
		case "iloc":
			ok = places == nil
			if places = itemPlaces(b[x.from:x.to], len(b)); places == nil {
				ok = false
			}
		case "hdlr", "dinf", "pitm", "iref", "iprp", "idat", "grpl":
		default: // such as XML of its own
			ok = false
		}
		if !ok {
			return nil, nil, false
		}
	}
	return kinds, places, kinds != nil && places != nil
}

// pictures are the kinds of items that hold nothing but (parts of) a picture.
var pictures = []string{"hvc1", "grid", "iden", "iovl", "tmap"}

// itemKinds reads iinf; nil = something in it is unusual.
func itemKinds(b []byte, in span) map[uint64]string {
	f := reader{b: b[in.from:in.to]}
	size := 2
	if f.number(4)>>24 > 0 {
		size = 4
	}
	n := f.number(size)
	entries, ok := boxes(b, span{in.to - len(f.b), in.to})
	if f.short || !ok || uint64(len(entries)) != n {
		return nil
	}
	out := map[uint64]string{}
	for _, e := range entries {
		f := reader{b: b[e.from:e.to]}
		version := f.number(4) >> 24
		if e.kind != "infe" || version < 2 || version > 3 {
			return nil
		}
		id, protected, kind := f.number(int(2*version-2)), f.number(2), string(f.next(4))
		f.word() // its name
		switch {
		case kind == "mime" && f.word() == "application/rdf+xml":
			kind = xmpKind
		case kind != "Exif" && !slices.Contains(pictures, kind):
			return nil
		}
		if _, twice := out[id]; f.short || twice || protected != 0 {
			return nil
		}
		out[id] = kind
	}
	return out
}

// itemPlaces reads iloc of a file of so many bytes; nil = something in it is
// unusual.
func itemPlaces(b []byte, size int) map[uint64]place {
	f := reader{b: b}
	version := f.number(4) >> 24
	sizes := f.number(2)
	nibble := func(i int) int { return int(sizes>>(12-4*i)) & 15 }
	offset, length, base, index, number := nibble(0), nibble(1), nibble(2), nibble(3), 2
	switch version {
	case 0:
		index = 0
	case 1:
	case 2:
		number = 4
	default:
		return nil
	}
	if max(offset, length, base, index) > 8 {
		return nil
	}
	out := map[uint64]place{}
	for n := f.number(number); n > 0 && !f.short; n-- {
		id, method := f.number(number), uint64(0)
		if version > 0 {
			method = f.number(2) & 15
		}
		p := place{elsewhere: f.number(2) != 0 || method != 0}
		from := f.number(base)
		for k := f.number(2); k > 0 && !f.short; k-- {
			f.number(index)
			at, long := from+f.number(offset), f.number(length)
			if p.elsewhere {
				continue
			}
			if at < from || at > uint64(size) || long == 0 || long > uint64(size)-at {
				return nil
			}
			p.spans = append(p.spans, span{int(at), int(at + long)})
		}
		if _, twice := out[id]; twice {
			return nil
		}
		out[id] = p
	}
	if f.short {
		return nil
	}
	return out
}

// cleanHEIC blanks what tells the place, where everything is as usual.
func cleanHEIC(b []byte) ([]byte, bool) {
	exif, xmp, ok := heicNotes(b)
	if !ok {
		return b, false
	}
	out, cleaned := bytes.Clone(b), false
	for _, s := range exif {
		item := out[s.from:s.to]
		var tiff []byte
		if skip := int64(binary.BigEndian.Uint32(item)); skip <= int64(len(item)-4) {
			tiff = item[4+skip:]
		}
		if !tellsPlace(tiff) {
			continue
		}
		turned := turnedOnly(orientation(tiff))
		clear(item)
		copy(item[4:], turned)
		cleaned = true
	}
	for _, s := range xmp {
		item := out[s.from:s.to]
		if blank := bytes.Repeat([]byte(" "), len(item)); !bytes.Equal(item, blank) {
			copy(item, blank)
			cleaned = true
		}
	}
	if !cleaned {
		return b, false
	}
	return out, true
}
