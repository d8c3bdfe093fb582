package store

import (
	"archive/zip"
	"bytes"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"
)

// mediaKind is a kind of file that may be attached.
type mediaKind struct{ media, ext string }

const docx = "application/vnd.openxmlformats-officedocument."

// media are the kinds of files that may be attached.
var media = []mediaKind{
	{"image/jpeg", ".jpg"}, {"image/png", ".png"}, {"image/webp", ".webp"}, {"image/gif", ".gif"}, {"image/heic", ".heic"}, {"application/pdf", ".pdf"},
	{"text/plain", ".txt"}, {"text/markdown", ".md"}, {docx + "wordprocessingml.document", ".docx"}, {docx + "spreadsheetml.sheet", ".xlsx"},
	{docx + "presentationml.presentation", ".pptx"}, {"audio/mp4", ".m4a"}, {"audio/mpeg", ".mp3"}, {"audio/wave", ".wav"},
}

// extension is how the copy of a file of this kind is named.
func extension(name string) string {
	for _, k := range media {
		if k.media == name {
			return k.ext
		}
	}
	return ".bin"
}

// signs are the first bytes of kinds of files, at their place in it. Some are
// no kinds that may be attached: they are known to be named.
var signs = []struct {
	at    int
	sign  string
	media string
}{
	{0, "\xFF\xD8\xFF", "image/jpeg"}, {0, "\x89PNG\r\n\x1A\n", "image/png"}, {8, "WEBP", "image/webp"}, {0, "GIF87a", "image/gif"}, {0, "GIF89a", "image/gif"},
	{0, "BM", "image/bmp"}, {0, "%PDF-", "application/pdf"}, {0, "PK\x03\x04", "application/zip"}, {0, "ID3", "audio/mpeg"}, {8, "WAVE", "audio/wave"},
	{0, "\x1F\x8B\x08", "application/gzip"}, {0, "Rar!\x1A\x07", "application/x-rar-compressed"}, {0, "MZ", "application/x-msdownload"},
}

// signed is what a file is by its first bytes; "" = it has no sign known here.
func signed(b []byte) string {
	for _, s := range signs {
		if len(b) >= s.at+len(s.sign) && string(b[s.at:s.at+len(s.sign)]) == s.sign && (s.at == 0 || string(b[:4]) == "RIFF") {
			return s.media
		}
	}
	return ""
}

// page tells a web page, or another text that a viewer would run, from a text.
func page(b []byte) bool {
	head := strings.ToLower(strings.TrimSpace(strings.TrimPrefix(string(b[:min(len(b), 256)]), "\ufeff")))
	return slices.ContainsFunc([]string{"<!doctype html", "<html", "<head", "<body", "<script", "<svg", "<?xml"}, func(begins string) bool { return strings.HasPrefix(head, begins) })
}

// kindOfContent tells what a file is by its content; the name only parts texts
// from texts. looks is what it looks like where it is none of the kinds.
func kindOfContent(b []byte, name string) (k mediaKind, looks string) {
	looks = signed(b)
	switch {
	case len(b) > 12 && string(b[4:8]) == "ftyp":
		looks = boxed(b)
	case looks == "application/zip":
		looks = office(b)
	case len(b) > 2 && b[0] == 0xFF && b[1]&0xE6 == 0xE2: // MPEG audio, layer 3, without a tag before it
		looks = "audio/mpeg"
	case (looks == "" || looks == "image/bmp" || looks == "application/x-msdownload") && readable(b): // a text may begin with BM or MZ
		looks = "text/plain"
		if page(b) {
			looks = "text/html"
		} else if strings.EqualFold(filepath.Ext(name), ".md") {
			looks = "text/markdown"
		}
	case looks == "":
		looks = "application/octet-stream"
	}
	for _, k := range media {
		if k.media == looks {
			return k, looks
		}
	}
	return mediaKind{}, looks
}

// PhotoPlaced is what an AttachError says a file looks like that is a photo of
// a phone, out of which the place cannot be taken for sure.
const PhotoPlaced = "image/heif"

// boxed tells recordings from films and photos, which phones keep in the same
// boxes.
func boxed(b []byte) string {
	switch brand := string(b[8:12]); {
	case brand == "heic" || brand == "heix" || brand == "mif1":
		if _, _, ok := heicNotes(b); ok {
			return "image/heic"
		}
		return PhotoPlaced
	case brand == "msf1" || brand == "hevc" || brand == "avif":
		return PhotoPlaced
	case brand == "M4A " || handled(b, "soun") && !handled(b, "vide"):
		return "audio/mp4"
	}
	return "video/mp4"
}

// handled tells whether a track of this kind is among the boxes.
func handled(b []byte, kind string) bool {
	for {
		_, behind, found := bytes.Cut(b, []byte("hdlr"))
		if !found {
			return false
		}
		if len(behind) >= 12 && string(behind[8:12]) == kind {
			return true
		}
		b = behind
	}
}

// readable tells a text from other bytes: valid UTF-8 without NUL.
func readable(b []byte) bool { return utf8.Valid(b) && bytes.IndexByte(b, 0) < 0 }

// office tells an office document from another archive.
func office(b []byte) string {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return "application/zip"
	}
	for _, f := range z.File {
		switch f.Name {
		case "word/document.xml":
			return docx + "wordprocessingml.document"
		case "xl/workbook.xml":
			return docx + "spreadsheetml.sheet"
		case "ppt/presentation.xml":
			return docx + "presentationml.presentation"
		}
	}
	return "application/zip"
}
