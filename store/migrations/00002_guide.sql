-- What a guide interview holds beside its answers, and the tries to call back.
-- at … Unix milliseconds UTC, …_ms milliseconds.

-- kind 0 paraphrase, 1 quote, 2 observation, 3 own thought; indexed 0 not in note_text, 1 as it stands, 2 as it stood before it was typed on.
CREATE TABLE note (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, response INTEGER NOT NULL REFERENCES response(key),
  topic TEXT NOT NULL, instance TEXT NOT NULL DEFAULT '', position REAL NOT NULL, kind INTEGER NOT NULL,
  offset_ms INTEGER NOT NULL, at INTEGER NOT NULL, indexed INTEGER NOT NULL DEFAULT 0, text TEXT NOT NULL) STRICT;
CREATE INDEX note_response ON note(response, position);
CREATE INDEX note_unindexed ON note(key) WHERE indexed <> 1;
-- The text with a space between any two signs, so that words of any length are found in Chinese, and every sign but spaces and controls a word.
CREATE VIRTUAL TABLE note_text USING fts5(spaced, content='', contentless_delete=1, detail=full,
  tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Cf Cn Co Cs'");

-- into_tag: the tag it was merged into. folded is the name as it counts when names are compared.
CREATE TABLE tag (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, folded TEXT NOT NULL, definition TEXT NOT NULL DEFAULT '',
  colour INTEGER NOT NULL, sign TEXT NOT NULL, into_tag TEXT, gone INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE UNIQUE INDEX tag_folded ON tag(folded) WHERE gone = 0 AND into_tag IS NULL;
-- A tag on a stretch of a note, in code points.
CREATE TABLE mark (
  id TEXT PRIMARY KEY, note INTEGER NOT NULL REFERENCES note(key), tag INTEGER NOT NULL REFERENCES tag(key),
  first INTEGER NOT NULL, last INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX mark_tag ON mark(tag, note);
CREATE INDEX mark_note ON mark(note, first);

CREATE TABLE visit (
  key INTEGER PRIMARY KEY, response INTEGER NOT NULL REFERENCES response(key),
  topic TEXT NOT NULL, instance TEXT NOT NULL DEFAULT '', at INTEGER NOT NULL, ms INTEGER NOT NULL) STRICT;
CREATE INDEX visit_response ON visit(response);
CREATE TABLE own_topic (
  id TEXT PRIMARY KEY, response INTEGER NOT NULL REFERENCES response(key),
  title TEXT NOT NULL, position INTEGER NOT NULL, declined TEXT) STRICT, WITHOUT ROWID;
CREATE INDEX own_topic_response ON own_topic(response, position);
CREATE TABLE followup (
  id TEXT PRIMARY KEY, response INTEGER NOT NULL REFERENCES response(key),
  what TEXT NOT NULL, who TEXT NOT NULL, due TEXT, done_at INTEGER, gone INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE INDEX followup_response ON followup(response);
-- The file itself lies beside the database, under its hash.
CREATE TABLE attachment (
  id TEXT PRIMARY KEY, response INTEGER NOT NULL REFERENCES response(key), topic TEXT NOT NULL, instance TEXT NOT NULL DEFAULT '',
  sha256 BLOB NOT NULL, name TEXT NOT NULL, media_type TEXT NOT NULL, size INTEGER NOT NULL, caption TEXT NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX attachment_response ON attachment(response);

CREATE TABLE contact (
  id TEXT PRIMARY KEY, response TEXT NOT NULL, at INTEGER NOT NULL, utc_offset INTEGER NOT NULL,
  outcome INTEGER NOT NULL, next_at INTEGER, who TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX contact_response ON contact(response, at);
CREATE INDEX response_follows ON response(follows) WHERE follows IS NOT NULL;

PRAGMA user_version = 2;
