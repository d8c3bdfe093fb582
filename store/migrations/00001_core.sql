-- Every time is Unix milliseconds UTC; utc_offset is minutes; …_ms are milliseconds.
-- stage 0 draft, 1 ended; mode 0 real, 1 practice; origin keyed, imported or demo.

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE device (id TEXT PRIMARY KEY, name TEXT NOT NULL, own INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;

CREATE TABLE person (
  id TEXT PRIMARY KEY, number TEXT NOT NULL, name TEXT NOT NULL, retired INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE TABLE hall (
  id TEXT PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL, operator TEXT NOT NULL, city TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL DEFAULT 'own', target INTEGER NOT NULL DEFAULT 0, retired INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX hall_code ON hall(code);

CREATE TABLE form (
  key INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, form_id TEXT NOT NULL, version TEXT NOT NULL,
  origin TEXT NOT NULL, added_at INTEGER NOT NULL, current INTEGER NOT NULL DEFAULT 0, source BLOB NOT NULL) STRICT;
CREATE UNIQUE INDEX form_current ON form(form_id) WHERE current = 1;

-- Customers spoken to without an interview being opened.
CREATE TABLE approach (
  id TEXT PRIMARY KEY, form_id TEXT NOT NULL, hall TEXT NOT NULL, interviewer TEXT NOT NULL, device TEXT NOT NULL,
  mode INTEGER NOT NULL DEFAULT 0, disposition TEXT NOT NULL, reason TEXT, at INTEGER NOT NULL, utc_offset INTEGER NOT NULL,
  gone INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE INDEX approach_at ON approach(at);

CREATE TABLE response (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, form INTEGER NOT NULL REFERENCES form(key),
  mode INTEGER NOT NULL DEFAULT 0, stage INTEGER NOT NULL DEFAULT 0, disposition TEXT NOT NULL DEFAULT '', voided INTEGER NOT NULL DEFAULT 0,
  hall TEXT, interviewer TEXT NOT NULL, device TEXT NOT NULL, language TEXT NOT NULL, origin TEXT NOT NULL,
  started_at INTEGER NOT NULL, ended_at INTEGER, utc_offset INTEGER NOT NULL, active_ms INTEGER NOT NULL DEFAULT 0,
  at_item TEXT, at_instance TEXT NOT NULL DEFAULT '', follows TEXT,
  base BLOB, open_events INTEGER NOT NULL DEFAULT 0, changed INTEGER NOT NULL) STRICT;
CREATE INDEX response_time ON response(started_at, id);
CREATE INDEX response_draft ON response(started_at, id) WHERE stage = 0;
CREATE INDEX response_count ON response(form, mode, voided, stage, disposition, hall, started_at, interviewer);
CREATE INDEX response_changed ON response(changed);

-- No row = open or not asked (the route tells which); status 0 only carries a remark.
CREATE TABLE answer (
  response INTEGER NOT NULL REFERENCES response(key), item TEXT NOT NULL, instance TEXT NOT NULL DEFAULT '',
  status INTEGER NOT NULL, codes TEXT, number REAL, text TEXT, remark TEXT, reason TEXT,
  aside INTEGER NOT NULL DEFAULT 0, forced INTEGER NOT NULL DEFAULT 0, at INTEGER NOT NULL, edits INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (response, item, instance)) STRICT, WITHOUT ROWID;
-- Texts in progress, overwritten while they are typed.
CREATE TABLE typing (
  response INTEGER NOT NULL REFERENCES response(key), item TEXT NOT NULL, instance TEXT NOT NULL DEFAULT '',
  text TEXT NOT NULL, caret INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (response, item, instance)) STRICT;
-- Personal items: the whole answer as JSON, and nowhere else but in revisions of kind personal.
CREATE TABLE personal (
  response INTEGER NOT NULL REFERENCES response(key), item TEXT NOT NULL, instance TEXT NOT NULL DEFAULT '',
  value TEXT NOT NULL, PRIMARY KEY (response, item, instance)) STRICT, WITHOUT ROWID;

-- What this laptop did, in order of key: rows are never deleted, so keys only grow. value is the item's answer as JSON; NULL = taken back.
CREATE TABLE event (
  key INTEGER PRIMARY KEY, response INTEGER REFERENCES response(key), kind TEXT NOT NULL,
  item TEXT, instance TEXT NOT NULL DEFAULT '', value TEXT, reason TEXT, who TEXT NOT NULL, device TEXT NOT NULL,
  at INTEGER NOT NULL, utc_offset INTEGER NOT NULL, run INTEGER NOT NULL, mono INTEGER NOT NULL) STRICT;
CREATE INDEX event_response ON event(response, item);

-- body is the canonical JSON whose SHA-256 is hash; NULL once gone.
CREATE TABLE revision (
  key INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, kind TEXT NOT NULL, record TEXT NOT NULL, depth INTEGER NOT NULL,
  who TEXT NOT NULL, device TEXT NOT NULL, at INTEGER NOT NULL, reason TEXT, gone INTEGER NOT NULL DEFAULT 0, body BLOB) STRICT;
CREATE INDEX revision_record ON revision(record);
CREATE TABLE parent (
  child INTEGER NOT NULL REFERENCES revision(key), parent BLOB NOT NULL, PRIMARY KEY (child, parent)) STRICT, WITHOUT ROWID;
CREATE INDEX parent_parent ON parent(parent);
CREATE TABLE head (
  record TEXT NOT NULL, revision INTEGER NOT NULL REFERENCES revision(key), PRIMARY KEY (record, revision)) STRICT, WITHOUT ROWID;

-- Closed answers of ended interviews, packed; the numbers of their facts stand in dictionary.
CREATE TABLE packed (
  response INTEGER PRIMARY KEY REFERENCES response(key), form INTEGER NOT NULL, codec INTEGER NOT NULL, row BLOB NOT NULL) STRICT;
CREATE TABLE dictionary (
  kind TEXT NOT NULL, value TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (kind, value)) STRICT, WITHOUT ROWID;
-- How far the last export of a form went, by response.changed.
CREATE TABLE exported (form_id TEXT PRIMARY KEY, changed INTEGER NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;

PRAGMA user_version = 1;
