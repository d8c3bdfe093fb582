package store

import (
	"context"
	"database/sql"
	"encoding/json"
)

// nodes reads the revisions of a record.
func nodes(ctx context.Context, q querier, record string) (kind string, out []*node, err error) {
	type row struct {
		*node
		key int64
	}
	list, err := collect(ctx, q, func(rows *sql.Rows) (r row, err error) {
		r.node = &node{}
		var hash, body []byte
		if err := rows.Scan(&r.key, &hash, &kind, &r.depth, &r.who, &r.device, &r.at, &r.reason, &body); err != nil || body == nil {
			r.hash = string(hash)
			return r, err
		}
		r.hash = string(hash)
		plain, err := unpressed(body)
		if err != nil {
			return r, err
		}
		var w struct {
			Body json.RawMessage
			Form string
		}
		if err := json.Unmarshal(plain, &w); err != nil {
			return r, err
		}
		r.form = w.Form
		r.fields, err = apart(kind, w.Body)
		return r, err
	}, "SELECT key, hash, kind, depth, who, device, at, coalesce(reason, ''), body FROM revision WHERE record = ? ORDER BY key", record)
	if err != nil {
		return "", nil, err
	}
	for _, r := range list {
		out = append(out, r.node)
		if r.depth == 1 {
			continue
		}
		if r.parents, err = collect(ctx, q, func(rows *sql.Rows) (p string, err error) {
			var b []byte
			err = rows.Scan(&b)
			return string(b), err
		}, "SELECT parent FROM parent WHERE child = ? ORDER BY parent", r.key); err != nil {
			return "", nil, err
		}
	}
	return kind, out, nil
}
