package xlsform

import "strings"

// columns is what a sheet may have: plain columns, columns that may be
// translated, and other names under which they are known.
type columns struct {
	plain, texts map[string]bool
	aliases      map[string]string
	keepOthers   bool // further columns are kept, for choice filters
}

// name is the canonical name of a header.
func (c *columns) name(written string) string {
	name := strings.ReplaceAll(strings.ToLower(strings.TrimSpace(written)), " ", "_")
	if to, ok := c.aliases[name]; ok {
		return to
	}
	return name
}

var surveyColumns = columns{
	plain: set("type", "name", "required", "relevant", "constraint", "calculation", "default", "choice_filter", "appearance",
		"parameters", "readonly", "repeat_count", "trigger", "disabled", "x_no", "x_role", "x_missing", "x_decline", "x_check",
		"x_scale", "x_reverse", "x_index", "x_personal", "x_inline"),
	texts: set("label", "hint", "guidance_hint", "required_message", "constraint_message", "x_na_label", "x_check_message", "x_short"),
	aliases: map[string]string{"relevance": "relevant", "calculate": "calculation", "value": "name", "tag": "name", "command": "type",
		"caption": "label", "read_only": "readonly", "constraining_message": "constraint_message", "repeatcount": "repeat_count"},
}

var choicesColumns = columns{
	plain:      set("list_name", "name", "x_box", "x_value", "x_exclusive", "x_ends"),
	texts:      set("label"),
	aliases:    map[string]string{"value": "name", "caption": "label", "tag": "name"},
	keepOthers: true,
}

var settingsColumns = columns{
	plain: set("form_id", "version", "default_language", "instance_name", "style", "allow_choice_duplicates", "x_mode", "x_partial",
		"x_follows", "x_offer_when", "x_own_topics", "x_followups", "x_attachments"),
	texts: set("form_title"),
	aliases: map[string]string{"id_string": "form_id", "set_form_id": "form_id", "title": "form_title", "set_form_title": "form_title",
		"form_version": "version"},
}

// media are columns with pictures and sounds, which a terminal cannot show.
var media = set("image", "audio", "video", "big-image", "media", "autoplay")

// others are the sheets of an XLSForm that are not supported.
var others = set("entities", "external_choices", "osm")

func set(names ...string) map[string]bool {
	m := make(map[string]bool, len(names))
	for _, n := range names {
		m[n] = true
	}
	return m
}
