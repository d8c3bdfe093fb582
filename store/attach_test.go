package store

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"image"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"tingfang/questionnaire"
	"tingfang/questionnaire/talk"
)

var tiers = questionnaire.Ref{Item: "tiers"}

// file writes a file to be attached.
func file(t testing.TB, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	ok(t, os.WriteFile(path, content, 0o600))
	return path
}

// placedTIFF is what a camera notes: how the photo is turned, and where it was
// taken.
func placedTIFF(order binary.AppendByteOrder, head string) []byte {
	b := order.AppendUint32(append([]byte(head), order.AppendUint16(nil, 42)...), 8)
	b = order.AppendUint16(b, 2)
	entry := func(tag, kind uint16, value []byte) {
		b = order.AppendUint32(order.AppendUint16(order.AppendUint16(b, tag), kind), 1)
		b = append(b, value...)
	}
	entry(tagOrientation, 3, append(order.AppendUint16(nil, 6), 0, 0))
	entry(tagPlace, 4, order.AppendUint32(nil, 38))
	b = order.AppendUint32(b, 0)
	b = order.AppendUint16(b, 1)
	entry(1, 2, []byte("N\x00\x00\x00"))
	return append(order.AppendUint32(b, 0), "31.2304N121.4737E"...)
}

var picture = image.NewGray(image.Rect(0, 0, 3, 2))

// photoJPEG is a photo with segments put in behind its head.
func photoJPEG(t testing.TB, segments ...[]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	ok(t, jpeg.Encode(&b, picture, nil))
	out := append([]byte(nil), b.Bytes()[:2]...)
	for _, s := range segments {
		out = append(out, 0xFF, s[0])
		out = append(binary.BigEndian.AppendUint16(out, uint16(len(s)+1)), s[1:]...)
	}
	return append(out, b.Bytes()[2:]...)
}

func photoPNG(t testing.TB, chunks ...[]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	ok(t, png.Encode(&b, picture))
	const behindHead = 8 + 25
	out := append([]byte(nil), b.Bytes()[:behindHead]...)
	for _, c := range chunks {
		out = appendPNG(out, string(c[:4]), c[4:])
	}
	return append(out, b.Bytes()[behindHead:]...)
}

// A photo tells nobody where it was taken, and still stands upright.
func TestPhotosLoseTheirPlace(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	exif := func(order binary.AppendByteOrder, head string) []byte {
		return append([]byte("\xE1Exif\x00\x00"), placedTIFF(order, head)...)
	}
	xmp := append([]byte("\xE1http://ns.adobe.com/xap/1.0/\x00"), "<x 31.2304N121.4737E/>"...)
	for name, photo := range map[string][]byte{
		"小端.jpg": photoJPEG(t, exif(binary.LittleEndian, "II")), "大端.jpg": photoJPEG(t, exif(binary.BigEndian, "MM"), xmp),
		"编辑.jpg": photoJPEG(t, exif(binary.BigEndian, "MM"), append([]byte("\xED"), "31.2304N121.4737E"...)),
		"填充.jpg": slices.Insert(photoJPEG(t, exif(binary.LittleEndian, "II")), 2, 0xFF),
		"a.png":  photoPNG(t, append([]byte("eXIf"), placedTIFF(binary.BigEndian, "MM")...)),
		"b.png":  photoPNG(t, append([]byte("eXIf"), placedTIFF(binary.LittleEndian, "II")...), []byte("iTXtXML:com.adobe.xmp\x00\x00\x00\x00\x0031.2304N121.4737E")),
	} {
		if !bytes.Contains(photo, []byte("121.4737")) {
			t.Fatal(name, "tells no place")
		}
		a, cleaned, err := d.Attach(ctx, d.opening(d.o.Now()), file(t, name, photo), "厅里", tiers)
		ok(t, err)
		kept := must[[]byte](t)(os.ReadFile(d.AttachmentPath(a)))
		if !cleaned || bytes.Contains(kept, []byte("121.4737")) || int64(len(kept)) != a.Size {
			t.Errorf("%s: cleaned %v, %d bytes kept", name, cleaned, len(kept))
		}
		if _, _, err := image.Decode(bytes.NewReader(kept)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		at := bytes.Index(kept, []byte("MM\x00\x2A"))
		if at < 0 || orientation(kept[at:]) != 6 || tellsPlace(kept[at:]) {
			t.Errorf("%s is not turned as it was", name)
		}
		if again, cleaned := withoutPlace(kept, a.MediaType); cleaned || !bytes.Equal(again, kept) {
			t.Errorf("%s is cleaned a second time", name)
		}
	}
	for name, photo := range map[string][]byte{"干净.jpg": photoJPEG(t), "a.png": photoPNG(t)} {
		a, cleaned, err := d.Attach(ctx, d.opening(d.o.Now()), file(t, name, photo), "", tiers)
		ok(t, err)
		if kept := must[[]byte](t)(os.ReadFile(d.AttachmentPath(a))); cleaned || !bytes.Equal(kept, photo) {
			t.Errorf("%s was changed", name)
		}
	}
}

// photoWebP is a photo with chunks put in before its picture.
func photoWebP(chunks ...string) []byte {
	var body []byte
	for _, c := range append(chunks, "VP8 picture") {
		body = append(binary.LittleEndian.AppendUint32(append(body, c[:4]...), uint32(len(c)-4)), c[4:]...)
		body = append(body, make([]byte, len(c)%2)...)
	}
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body)+4)), "WEBP"+string(body)...)
}

func TestPhotosOfTheWebLoseTheirPlace(t *testing.T) {
	const flags = "VP8X\x0C\x00\x00\x00\x02\x00\x00\x01\x00\x00" // Exif and XMP
	for name, head := range map[string]string{"bare": "", "as in a JPEG": string(exifHead)} {
		photo := photoWebP(flags, "EXIF"+head+string(placedTIFF(binary.LittleEndian, "II")), "XMP <x exif:GPSLatitude='31.2304N121.4737E'/>")
		kept, cleaned := withoutPlace(photo, "image/webp")
		if want := photoWebP("VP8X\x08"+flags[5:], "EXIF"+string(turnedOnly(6))); !cleaned || !bytes.Equal(kept, want) {
			t.Errorf("%s: %q\nwant %q", name, kept, want)
		}
		if again, cleaned := withoutPlace(kept, "image/webp"); cleaned || !bytes.Equal(again, kept) {
			t.Errorf("%s is cleaned a second time", name)
		}
	}
}

// Photos that are broken anywhere are never made worse, and nothing panics.
func FuzzPhotosLoseTheirPlace(f *testing.F) {
	f.Add(photoJPEG(f, append([]byte("\xE1Exif\x00\x00"), placedTIFF(binary.LittleEndian, "II")...)), "image/jpeg")
	f.Add(photoPNG(f, append([]byte("eXIf"), placedTIFF(binary.BigEndian, "MM")...)), "image/png")
	f.Add([]byte("RIFF\x10\x00\x00\x00WEBPEXIF\x04\x00\x00\x00II*\x00"), "image/webp")
	f.Add([]byte("\xFF\xD8\xFF\xE1\x00\x00"), "image/jpeg") // shorter than its own length
	f.Add(photoHEIC(odd{}, item{coded, "picture"}, exifItem(binary.LittleEndian, "II"), item{told, "<x/>"}), "image/heic")
	f.Fuzz(func(t *testing.T, photo []byte, kind string) {
		before := bytes.Clone(photo)
		out, cleaned := withoutPlace(photo, kind)
		if !bytes.Equal(photo, before) || !cleaned && !bytes.Equal(out, photo) {
			t.Error("changed without being cleaned")
		}
		if kind == "image/heic" && len(out) != len(photo) {
			t.Error("the pictures have moved")
		}
		if again, _ := withoutPlace(out, kind); cleaned && len(again) > len(out) {
			t.Error("grows when it is cleaned again")
		}
	})
}

func TestFilesThatCannotBeAttached(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	o := d.opening(d.o.Now())
	d.talks(o, talk.Change{})
	large := file(t, "大.pdf", []byte("%PDF-1.7"))
	ok(t, os.Truncate(large, MostAttached+1))
	secret := file(t, "a.txt", []byte("字"))
	ok(t, os.Chmod(secret, 0))
	faults := map[string]struct {
		path string
		rule AttachRule
	}{
		"gone": {filepath.Join(t.TempDir(), "没有.jpg"), AttachGone}, "a folder": {t.TempDir(), AttachFolder}, "too large": {large, AttachTooLarge},
		"empty": {file(t, "空.txt", nil), AttachEmpty}, "a program": {file(t, "合同.pdf", []byte("MZ\x90\x00\x03\x00\x00\x00")), AttachType},
		"a web page": {file(t, "a.txt", []byte("<html><script>")), AttachType}, "an archive": {file(t, "a.docx", archive(t, "a.exe")), AttachType},
	}
	if os.Getuid() != 0 { // who may read everything
		faults["unreadable"] = struct {
			path string
			rule AttachRule
		}{secret, AttachUnreadable}
	}
	for what, c := range faults {
		var e *AttachError
		if _, _, err := d.Attach(ctx, o, c.path, "", tiers); !errors.As(err, &e) || e.Rule != c.rule || e.Path != c.path {
			t.Errorf("%s: %v", what, err)
		} else if c.rule == AttachTooLarge && (e.Size != MostAttached+1 || e.Most != MostAttached) {
			t.Errorf("%s: %+v", what, e)
		}
	}
	if r := d.talk(o); len(r.Attachments) != 0 {
		t.Errorf("kept %+v", r.Attachments)
	}
	ok(t, d.Finish(ctx, o.ID, questionnaire.Complete, 0))
	nowhere := d.opening(d.o.Now())
	nowhere.Form = formVersion(t, "never kept")
	if _, _, err := d.Attach(ctx, nowhere, file(t, "a.txt", []byte("没有归处的附件")), "", tiers); err == nil || d.traces("没有归处的附件") != 0 {
		t.Errorf("attached to nothing: %v", err)
	}
	if _, _, err := d.Attach(ctx, o, file(t, "a.txt", []byte("字")), "", tiers); !errors.Is(err, ErrEnded) {
		t.Errorf("attached after the end: %v", err)
	}
}

func archive(t testing.TB, names ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range names {
		_, err := z.Create(name)
		ok(t, err)
	}
	ok(t, z.Close())
	return b.Bytes()
}

// What a file is follows from what is in it, whatever it is called.
func TestFilesAreKnownByTheirContent(t *testing.T) {
	for want, c := range map[string]struct {
		name    string
		content []byte
	}{
		"image/jpeg": {"a.txt", photoJPEG(t)}, "image/png": {"a.jpg", photoPNG(t)}, "application/pdf": {"a", []byte("%PDF-1.4\n")},
		"text/plain": {"记录.txt", []byte("会上说的话")}, "text/markdown": {"a.MD", []byte("# 纪要\n")}, "image/gif": {"a.gif", []byte("GIF89a\x01\x00")},
		"image/webp": {"a", []byte("RIFF\x10\x00\x00\x00WEBPVP8 ")}, "audio/wave": {"a.wav", []byte("RIFF\x10\x00\x00\x00WAVEfmt ")},
		"audio/mp4": {"a.m4a", []byte("\x00\x00\x00\x20ftypmp42\x00\x00\x00\x00hdlr\x00\x00\x00\x00\x00\x00\x00\x00soun")}, "audio/mpeg": {"a.mp3", []byte("ID3\x04\x00")},
		"":                                 {"a.m4a", []byte("\x00\x00\x00\x20ftypisom\x00\x00\x00\x00hdlr\x00\x00\x00\x00\x00\x00\x00\x00vide hdlr\x00\x00\x00\x00\x00\x00\x00\x00soun")},
		docx + "wordprocessingml.document": {"a.zip", archive(t, "[Content_Types].xml", "word/document.xml")},
		docx + "spreadsheetml.sheet":       {"a.xlsx", archive(t, "xl/workbook.xml")},
	} {
		if k, looks := kindOfContent(c.content, c.name); k.media != want {
			t.Errorf("%s: %q, looks like %q", want, k.media, looks)
		}
	}
}

// A name that no other laptop could give a file is kept as one that it can.
func TestNamesOfFilesHoldOnEverySystem(t *testing.T) {
	for path, want := range map[string]string{"/tmp/厅里 1.jpg": "厅里 1.jpg", "/tmp/a\x1b[2J\nb\x7f\u0085.txt": "a_[2J_b__.txt", "/tmp/\xff.txt": "\uFFFD.txt"} {
		if got := fileName(path); got != want {
			t.Errorf("%q is kept as %q, want %q", path, got, want)
		}
	}
	if runtime.GOOS == "windows" { // where a backslash parts folders
		return
	}
	d := newDesk(t)
	o := d.opening(d.o.Now())
	a, _, err := d.Attach(context.Background(), o, file(t, `..\厅\里`+"\t.txt", []byte("字")), "", tiers)
	ok(t, err)
	if kept := d.talk(o).Attachments; a.Name != ".._厅_里_.txt" || len(kept) != 1 || kept[0].Name != a.Name {
		t.Errorf("kept as %q and %+v", a.Name, kept)
	}
}

// The same file attached twice lies there once, and goes with the last that
// refers to it.
func TestAFileGoesWithItsLastAttachment(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	o := d.opening(d.o.Now())
	path := file(t, "通知.txt", []byte("营业时间调整"))
	a, _, err := d.Attach(ctx, o, path, "门口的通知", tiers)
	ok(t, err)
	b, _, err := d.Attach(ctx, o, path, "", tiers)
	ok(t, err)
	foreign := filepath.Join(filepath.Dir(d.AttachmentPath(a)), "我的笔记.txt")
	ok(t, os.WriteFile(foreign, []byte("字"), 0o600))
	if d.AttachmentPath(a) != d.AttachmentPath(b) || !strings.HasSuffix(d.AttachmentPath(a), ".txt") || a.Name != "通知.txt" {
		t.Errorf("kept as %s and %s", d.AttachmentPath(a), d.AttachmentPath(b))
	}
	a.Caption, b.Gone = "贴在门口", true
	d.talks(o, talk.Change{Attachments: []talk.Attachment{a, b}})
	if r := d.talk(o); !reflect.DeepEqual(r.Attachments, []talk.Attachment{a}) {
		t.Errorf("read back %+v\nwant %+v", r.Attachments, a)
	}
	if got := must[[]byte](t)(os.ReadFile(d.AttachmentPath(a))); string(got) != "营业时间调整" {
		t.Errorf("the file holds %q", got)
	}
	a.Gone = true
	d.talks(o, talk.Change{Attachments: []talk.Attachment{a}})
	if _, err := os.Stat(d.AttachmentPath(a)); !os.IsNotExist(err) {
		t.Errorf("the file is left: %v", err)
	}
	if _, err := os.Stat(foreign); err != nil {
		t.Errorf("a file of somebody else went: %v", err)
	}
}

// A file that cannot be removed does not make what was said look unsaved, or be
// saved twice; it goes at the next opening that can remove it.
func TestAFileThatStaysGoesLater(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	o := d.opening(d.o.Now())
	a, _, err := d.Attach(ctx, o, file(t, "通知.txt", []byte("营业时间调整")), "", tiers)
	ok(t, err)
	path := d.AttachmentPath(a)
	ok(t, os.Remove(path)) // in its place stands what cannot be removed
	ok(t, os.MkdirAll(filepath.Join(path, "x"), 0o700))
	a.Gone = true
	d.talks(o, talk.Change{Attachments: []talk.Attachment{a}, Visits: []talk.Visit{{Topic: tiers, At: at(o, 0), For: time.Second}}})
	if r := d.talk(o); len(r.Attachments) != 0 || len(r.Visits) != 1 {
		t.Errorf("kept %+v", r)
	}
	again := func() {
		ok(t, d.Close())
		d.Store = reopen(t, d.Path())
	}
	again()
	if _, err := os.Stat(path); err != nil || d.count("SELECT count(*) FROM meta WHERE key = 'sweeping'") != 1 {
		t.Errorf("what cannot be removed: %v", err)
	}
	ok(t, os.Remove(filepath.Join(path, "x")))
	again()
	if _, err := os.Stat(path); !os.IsNotExist(err) || d.count("SELECT count(*) FROM meta WHERE key = 'sweeping'") != 0 {
		t.Errorf("the file is left: %v", err)
	}
}
