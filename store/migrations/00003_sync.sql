-- What laptops hand to one another. at … Unix milliseconds UTC.

-- A laptop others can be told from: its key signs, its recipient is what files for it are encrypted to. serial counts its receipts.
CREATE TABLE peer (
  device TEXT PRIMARY KEY, public_key BLOB NOT NULL, recipient TEXT NOT NULL DEFAULT '', coordinator INTEGER NOT NULL DEFAULT 0,
  trusted_at INTEGER NOT NULL, serial INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
-- Whom bundles are encrypted to beside the laptops that are known.
CREATE TABLE recipient (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, address TEXT NOT NULL, gone INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;

-- Bundles packed here (own 1) and taken in. upto: the last revision, by key, that stood here when it was packed; erased: how many had been erased by then.
-- path, file (the SHA-256 of the file as it was written) and openers (the addresses it was encrypted to, '' = to nobody) are of own ones.
CREATE TABLE bundle (
  key INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, device TEXT NOT NULL, seq INTEGER NOT NULL, after INTEGER NOT NULL,
  own INTEGER NOT NULL, upto INTEGER NOT NULL DEFAULT 0, erased INTEGER NOT NULL DEFAULT 0, revisions INTEGER NOT NULL, at INTEGER NOT NULL,
  path TEXT, file BLOB, openers TEXT NOT NULL DEFAULT '') STRICT;
CREATE INDEX bundle_device ON bundle(device, seq);
-- How far the bundles packed here have come at another laptop; issuer '' = a code that was read aloud.
CREATE TABLE receipt (
  issuer TEXT NOT NULL, device TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (issuer, device)) STRICT, WITHOUT ROWID;

-- Records that cannot be shown before something else has come: 'response …', 'form …' or 'tag …'.
CREATE TABLE waiting (needs TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (needs, record)) STRICT, WITHOUT ROWID;
-- Fields of records that two laptops have changed differently.
CREATE TABLE clash (record TEXT NOT NULL, field TEXT NOT NULL, PRIMARY KEY (record, field)) STRICT, WITHOUT ROWID;

CREATE INDEX revision_gone ON revision(key) WHERE gone = 1;
-- Two laptops may give the same code or name: both stay, until a person decides.
DROP INDEX hall_code;
CREATE INDEX hall_code ON hall(code);
DROP INDEX tag_folded;
CREATE INDEX tag_folded ON tag(folded);

PRAGMA user_version = 3;
