package store

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
)

// withoutPlace takes what tells where a photo was taken out of it: the block
// of Exif in which cameras keep it, of which only how the picture is turned
// stays, and the blocks in which other programs repeat it. Where nothing was
// there, the photo comes back as it was. A photo that is broken in its
// structure is cut at no place: only what can be read is taken out.
func withoutPlace(photo []byte, mediaType string) (out []byte, cleaned bool) {
	switch mediaType {
	case "image/jpeg":
		return cleanJPEG(photo)
	case "image/png":
		return cleanPNG(photo)
	case "image/webp":
		return cleanWebP(photo)
	case "image/heic":
		return cleanHEIC(photo)
	}
	return photo, false
}

var (
	exifHead = []byte("Exif\x00\x00")
	xmpHeads = [][]byte{[]byte("http://ns.adobe.com/xap/1.0/\x00"), []byte("http://ns.adobe.com/xmp/extension/\x00")}
)

// The markers of a JPEG that matter here.
const (
	markApp1  = 0xE1
	markApp13 = 0xED // what photo editors write, with places by name
	markScan  = 0xDA
)

func cleanJPEG(b []byte) ([]byte, bool) {
	out := append([]byte(nil), b[:min(2, len(b))]...)
	cleaned := false
	at := 2
	for at+4 <= len(b) && b[at] == 0xFF && b[at+1] != markScan {
		if b[at+1] == 0xFF { // a filling byte
			out = append(out, b[at])
			at++
			continue
		}
		n := 2 + int(binary.BigEndian.Uint16(b[at+2:]))
		if n < 4 || at+n > len(b) {
			break
		}
		segment := b[at : at+n]
		at += n
		kept, gone := cleanSegment(segment)
		cleaned = cleaned || gone
		out = append(out, kept...)
	}
	if !cleaned {
		return b, false
	}
	return append(out, b[at:]...), true
}

// cleanSegment gives what stays of a segment of a JPEG.
func cleanSegment(segment []byte) (kept []byte, cleaned bool) {
	mark, body := segment[1], segment[4:]
	switch {
	case mark == markApp1 && bytes.HasPrefix(body, exifHead):
		tiff := body[len(exifHead):]
		if !tellsPlace(tiff) {
			return segment, false
		}
		turned := append(append([]byte(nil), exifHead...), turnedOnly(orientation(tiff))...)
		head := binary.BigEndian.AppendUint16([]byte{0xFF, markApp1}, uint16(2+len(turned)))
		return append(head, turned...), true
	case mark == markApp13:
		return nil, true
	case mark == markApp1:
		for _, head := range xmpHeads {
			if bytes.HasPrefix(body, head) {
				return nil, true
			}
		}
	}
	return segment, false
}

func cleanPNG(b []byte) ([]byte, bool) {
	const head = 8
	out := append([]byte(nil), b[:min(head, len(b))]...)
	cleaned := false
	at := head
	for at+12 <= len(b) {
		size := int64(binary.BigEndian.Uint32(b[at:]))
		if size > int64(len(b)-at-12) {
			break
		}
		chunk := b[at : at+12+int(size)]
		at += len(chunk)
		name, body := string(chunk[4:8]), chunk[8:8+size]
		switch {
		case name == "eXIf" && tellsPlace(body):
			out, cleaned = appendPNG(out, name, turnedOnly(orientation(body))), true
		case (name == "iTXt" || name == "zTXt" || name == "tEXt") && tellsInWords(body):
			cleaned = true
		default:
			out = append(out, chunk...)
		}
	}
	if !cleaned {
		return b, false
	}
	return append(out, b[at:]...), true
}

// tellsInWords tells a text of a PNG that repeats what a camera noted.
func tellsInWords(body []byte) bool {
	keyword, _, _ := bytes.Cut(body, []byte{0})
	return string(keyword) == "XML:com.adobe.xmp" || bytes.HasPrefix(keyword, []byte("Raw profile type"))
}

func appendPNG(out []byte, name string, body []byte) []byte {
	out = binary.BigEndian.AppendUint32(out, uint32(len(body)))
	sum := crc32.ChecksumIEEE(append([]byte(name), body...))
	out = append(append(out, name...), body...)
	return binary.BigEndian.AppendUint32(out, sum)
}

func cleanWebP(b []byte) ([]byte, bool) {
	const head = 12
	out := append([]byte(nil), b[:min(head, len(b))]...)
	cleaned := false
	at := head
	for at+8 <= len(b) {
		size := int64(binary.LittleEndian.Uint32(b[at+4:]))
		end := int64(at) + 8 + size + size&1
		if end > int64(len(b)) {
			break
		}
		chunk := append([]byte(nil), b[at:end]...)
		at = int(end)
		switch name := string(chunk[:4]); {
		case name == "XMP ":
			cleaned = true
		case name == "EXIF" && tellsPlace(bytes.TrimPrefix(chunk[8:], exifHead)):
			turned := turnedOnly(orientation(bytes.TrimPrefix(chunk[8:], exifHead)))
			out = binary.LittleEndian.AppendUint32(append(out, name...), uint32(len(turned)))
			out, cleaned = append(out, turned...), true
		case name == "VP8X" && len(chunk) > 8:
			chunk[8] &^= 1 << 2 // no XMP any more
			out = append(out, chunk...)
		default:
			out = append(out, chunk...)
		}
	}
	if !cleaned {
		return b, false
	}
	out = append(out, b[at:]...)
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8))
	return out, true
}

// The tags of Exif that matter here.
const (
	tagOrientation = 0x0112
	tagPlace       = 0x8825
)

// entry looks for a tag in the first directory of a TIFF block, and gives its
// value as far as it is a short number.
func entry(tiff []byte, tag uint16) (value uint16, there, broken bool) {
	var order binary.ByteOrder
	switch {
	case bytes.HasPrefix(tiff, []byte("II")):
		order = binary.LittleEndian
	case bytes.HasPrefix(tiff, []byte("MM")):
		order = binary.BigEndian
	}
	if order == nil || len(tiff) < 8 {
		return 0, false, true
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return 0, false, true
	}
	for n, i := int64(order.Uint16(tiff[at:])), int64(0); i < n; i++ {
		e := at + 2 + 12*i
		if e+12 > int64(len(tiff)) {
			return 0, false, true
		}
		if order.Uint16(tiff[e:]) == tag {
			return order.Uint16(tiff[e+8:]), true, false
		}
	}
	return 0, false, false
}

// tellsPlace tells whether a TIFF block may say where the photo was taken; one
// that cannot be read may.
func tellsPlace(tiff []byte) bool {
	_, there, broken := entry(tiff, tagPlace)
	return there || broken
}

// orientation is how the photo is turned, 1 (upright) to 8.
func orientation(tiff []byte) uint16 {
	if v, there, _ := entry(tiff, tagOrientation); there && v >= 1 && v <= 8 {
		return v
	}
	return 1
}

// turnedOnly is a TIFF block that says how a photo is turned, and nothing
// else.
func turnedOnly(v uint16) []byte {
	b := []byte("MM\x00\x2A\x00\x00\x00\x08\x00\x01")
	b = binary.BigEndian.AppendUint16(b, tagOrientation)
	b = append(b, 0, 3, 0, 0, 0, 1) // one short number
	b = binary.BigEndian.AppendUint16(b, v)
	return append(b, 0, 0, 0, 0, 0, 0)
}
