package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"os"
	"testing"
)

// boxOf is a box with its content.
func boxOf(kind string, parts ...[]byte) []byte {
	content := bytes.Join(parts, nil)
	return append(append(binary.BigEndian.AppendUint32(nil, uint32(8+len(content))), kind...), content...)
}

// item is one of a HEIC photo: its kind as it stands in infe behind the number
// and the protection, and its bytes.
type item struct{ kind, content string }

const (
	coded = "hvc1\x00"
	noted = "Exif\x00"
	told  = "mime\x00application/rdf+xml\x00"
)

// odd is what is unusual about a photo.
type odd struct {
	method  uint16 // of the places
	no      string // a box of meta that is left out
	long    int    // added to the length of each place
	behind  []byte // behind the boxes
	version byte   // of iloc
}

// photoHEIC is a photo as a phone has it: items, and their bytes in mdat.
func photoHEIC(o odd, items ...item) []byte {
	number := func(n int) []byte { return binary.BigEndian.AppendUint16(nil, uint16(n)) }
	place := func(n int) []byte { return binary.BigEndian.AppendUint32(nil, uint32(n)) }
	head := boxOf("ftyp", []byte("heic\x00\x00\x00\x00mif1heic"))
	meta := func(data int) []byte {
		infos, at := [][]byte{{0, 0, 0, 0}, number(len(items))}, data
		iloc := [][]byte{{o.version, 0, 0, 0}, {0x44, 0x00}, number(len(items))}
		for i, it := range items {
			infos = append(infos, boxOf("infe", []byte{2, 0, 0, 0}, number(i+1), number(0), []byte(it.kind)))
			iloc = append(iloc, number(i+1))
			if o.version > 0 {
				iloc = append(iloc, number(int(o.method)))
			}
			iloc = append(iloc, number(0), number(1), place(at), place(len(it.content)+o.long))
			at += len(it.content)
		}
		inside := [][]byte{{0, 0, 0, 0}, boxOf("hdlr", []byte("\x00\x00\x00\x00\x00\x00\x00\x00pict"))}
		for kind, content := range map[string][][]byte{"iinf": infos, "iloc": iloc} {
			if kind != o.no {
				inside = append(inside, boxOf(kind, content...))
			}
		}
		return boxOf("meta", inside...)
	}
	var data []byte
	for _, it := range items {
		data = append(data, it.content...)
	}
	first := len(head) + len(meta(0)) + 8
	return bytes.Join([][]byte{head, meta(first), boxOf("mdat", data), o.behind}, nil)
}

// exifItem is what a camera notes, as an item: where its TIFF begins, then it.
func exifItem(order binary.AppendByteOrder, head string) item {
	return item{noted, "\x00\x00\x00\x06Exif\x00\x00" + string(placedTIFF(order, head))}
}

// A photo of a phone keeps its length and its picture, and tells no place.
func TestPhotosOfPhonesLoseTheirPlace(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	picture, xmp := item{coded, "the coded picture"}, item{told, "<x 31.2304N121.4737E/>"}
	for name, photo := range map[string][]byte{
		"小端.heic": photoHEIC(odd{}, picture, exifItem(binary.LittleEndian, "II")), "大端.HEIC": photoHEIC(odd{version: 1}, exifItem(binary.BigEndian, "MM"), picture, xmp),
		"断的.heic": photoHEIC(odd{}, picture, item{noted, "\x00\x00\x00\x00MM\x00\x2A\x00\x00\x10\x0031.2304N121.4737E and more of it"}),
		"远的.heic": photoHEIC(odd{}, picture, item{noted, "\xFF\xFF\xFF\xFFMM\x00\x2A\x00\x00\x10\x0031.2304N121.4737E and more of it"}),
	} {
		if !bytes.Contains(photo, []byte("121.4737")) {
			t.Fatal(name, "tells no place")
		}
		a, cleaned, err := d.Attach(ctx, d.opening(d.o.Now()), file(t, name, photo), "厅里", tiers)
		ok(t, err)
		kept := must[[]byte](t)(os.ReadFile(d.AttachmentPath(a)))
		if !cleaned || a.MediaType != "image/heic" || len(kept) != len(photo) || bytes.Contains(kept, []byte("121.4737")) || !bytes.Contains(kept, []byte(picture.content)) {
			t.Errorf("%s: cleaned %v, %s, %q", name, cleaned, a.MediaType, kept)
		}
		if at := bytes.Index(kept, []byte("MM\x00\x2A")); at < 0 || tellsPlace(kept[at:]) || name[:6] != "断的" && name[:6] != "远的" && orientation(kept[at:]) != 6 {
			t.Errorf("%s is not turned as it was", name)
		}
		if again, cleaned := withoutPlace(kept, a.MediaType); cleaned || !bytes.Equal(again, kept) {
			t.Errorf("%s is cleaned a second time", name)
		}
	}
	clean := photoHEIC(odd{}, picture, item{noted, "\x00\x00\x00\x00" + string(turnedOnly(6)) + "    "})
	a, cleaned, err := d.Attach(ctx, d.opening(d.o.Now()), file(t, "a.heic", clean), "", tiers)
	ok(t, err)
	if kept := must[[]byte](t)(os.ReadFile(d.AttachmentPath(a))); cleaned || !bytes.Equal(kept, clean) {
		t.Error("a photo that tells no place was changed")
	}
}

// A photo of which it is not sure where it tells its place is not taken.
func TestUnusualPhotosOfPhonesAreRefused(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	picture, exif := item{coded, "the coded picture"}, exifItem(binary.LittleEndian, "II")
	for what, photo := range map[string][]byte{
		"no places": photoHEIC(odd{no: "iloc"}, picture, exif), "no items": photoHEIC(odd{no: "iinf"}, picture, exif),
		"places in another box": photoHEIC(odd{version: 1, method: 1}, picture, exif), "places that overlap": photoHEIC(odd{long: 4}, exif, picture),
		"a film": photoHEIC(odd{behind: boxOf("moov")}, picture, exif), "half a box": photoHEIC(odd{behind: []byte("\x00\x00\x00\x20mdat")}, picture, exif),
		"a kind not known": photoHEIC(odd{}, picture, item{"jpeg\x00", "whatever"}), "another text": photoHEIC(odd{}, picture, item{"mime\x00text/plain\x00", "31.2304N121.4737E"}),
		"places past the end": photoHEIC(odd{long: 1 << 20}, exif), "two metas": photoHEIC(odd{behind: boxOf("meta", make([]byte, 12))}, picture, exif),
		"too short a note": photoHEIC(odd{}, picture, item{noted, "\x00\x00\x00\x00MM\x00\x2A"}), "a later iloc": photoHEIC(odd{version: 3}, picture, exif),
	} {
		var e *AttachError
		if _, _, err := d.Attach(ctx, d.opening(d.o.Now()), file(t, "a.heic", photo), "", tiers); !errors.As(err, &e) || e.Rule != AttachType || e.MediaType != PhotoPlaced {
			t.Errorf("%s: %v", what, err)
		}
	}
}
