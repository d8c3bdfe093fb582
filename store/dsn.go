package store

import (
	"net/url"
	"strings"
)

// The parameters of the write connection and of the read pool. Neither creates
// a file: that is a step of its own. What a statement may have to take back is
// kept in memory (temp_store): an import writes several rows to a statement, and
// would write every page they change to a file first.
var (
	writing = url.Values{"mode": {"rw"}, "_txlock": {"immediate"}, "_pragma": {"busy_timeout(5000)", "journal_mode(WAL)",
		"synchronous(FULL)", "foreign_keys(1)", "secure_delete(1)", "temp_store(memory)"}}
	reading  = url.Values{"mode": {"rw"}, "_pragma": {"busy_timeout(5000)", "query_only(1)"}}
	creating = url.Values{"mode": {"rwc"}, "_pragma": {"busy_timeout(5000)"}}
)

// dsn is the name under which SQLite opens the file at an absolute path,
// whatever signs stand in it; windows says which kind of path it is.
func dsn(abs string, windows bool, params url.Values) string {
	if windows {
		abs = strings.ReplaceAll(abs, `\`, "/")
	}
	if !strings.HasPrefix(abs, "/") {
		abs = "/" + abs // a drive: /C:/data.db
	}
	u := url.URL{Scheme: "file", Path: abs, RawQuery: params.Encode()}
	return u.String()
}
