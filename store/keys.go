package store

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"filippo.io/age"

	"tingfang/store/bundle"
)

// Where the keys of this laptop stand in table meta. They leave it only in
// copies of the database.
const (
	metaSign     = "key/sign"     // seed of the Ed25519 key, in hex
	metaIdentity = "key/identity" // age identity
)

// Coordinator is the setting, "1", of the laptop that gathers what the others
// hold.
const Coordinator = "coordinator"

// keys are what a laptop signs with and what files for it are opened with.
type keys struct {
	sign     ed25519.PrivateKey
	identity *age.X25519Identity
}

func (k keys) public() []byte { return k.sign.Public().(ed25519.PublicKey) }

// Recipient is whom bundles are encrypted to, beside the laptops that are
// known.
type Recipient struct {
	ID      string
	Name    string
	Address string // age1…
	Gone    bool
}

// recipientBody is a recipient as revisions carry it.
type recipientBody struct {
	Address string `json:"address"`
	Gone    bool   `json:"gone,omitempty"`
	Name    string `json:"name"`
}

// keys reads the laptop's keys, and makes them the first time.
func (t *tx) keys() (k keys, err error) {
	var seed [ed25519.SeedSize]byte
	rand.Read(seed[:]) // never fails
	fresh, err := age.GenerateX25519Identity()
	if err != nil {
		return k, err
	}
	for key, value := range map[string]string{metaSign: hex.EncodeToString(seed[:]), metaIdentity: fresh.String()} {
		if err := t.exec("INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO NOTHING", key, value); err != nil {
			return k, err
		}
	}
	return readKeys(t.ctx, t.Tx)
}

// readKeys fails with ErrNotFound before the keys were made.
func readKeys(ctx context.Context, q querier) (k keys, err error) {
	var sign, identity string
	err = q.QueryRowContext(ctx, "SELECT (SELECT value FROM meta WHERE key = ?), value FROM meta WHERE key = ?", metaSign, metaIdentity).Scan(&sign, &identity)
	if err != nil {
		return k, wrap(err, "read the keys of this laptop")
	}
	seed, err := hex.DecodeString(sign)
	if err != nil || len(seed) != ed25519.SeedSize {
		return k, errors.New("the key of this laptop cannot be read")
	}
	k.sign = ed25519.NewKeyFromSeed(seed)
	k.identity, err = age.ParseX25519Identity(identity)
	return k, err
}

// Myself is this laptop as others come to know it: its id, name, fingerprint
// and what files for it are encrypted to. The keys are made the first time.
func (s *Store) Myself(ctx context.Context) (l Laptop, err error) {
	var k keys
	if s.ReadOnly() {
		k, err = readKeys(ctx, s.r)
	} else {
		err = s.write(ctx, "make the keys of this laptop", func(t *tx) (err error) {
			k, err = t.keys()
			return err
		})
	}
	if err != nil {
		return l, err
	}
	name, err := s.DeviceName(ctx)
	if err != nil {
		return l, err
	}
	coordinator, err := s.Setting(ctx, Coordinator)
	return Laptop{Device: s.Device(), Name: bundle.Clean(name), Fingerprint: bundle.Fingerprint(k.public()), Recipient: k.identity.Recipient().String(),
		Coordinator: coordinator == "1", Own: true}, err
}

// Identity is the secret age key of this laptop: with it other programs open
// bundles that are encrypted for it.
func (s *Store) Identity(ctx context.Context) (string, error) {
	if _, err := s.Myself(ctx); err != nil {
		return "", err
	}
	k, err := readKeys(ctx, s.r)
	if err != nil {
		return "", err
	}
	return k.identity.String(), nil
}

// Recipients lists whom bundles are encrypted to, by name.
func (s *Store) Recipients(ctx context.Context) ([]Recipient, error) {
	out, err := recipients(ctx, s.r)
	return out, wrap(err, "list recipients")
}

func recipients(ctx context.Context, q querier) ([]Recipient, error) {
	return collect(ctx, q, func(rows *sql.Rows) (r Recipient, err error) { return r, rows.Scan(&r.ID, &r.Name, &r.Address) },
		"SELECT id, name, address FROM recipient WHERE gone = 0 ORDER BY name, id")
}

// SaveRecipient keeps whom bundles are encrypted to from now on, or lets one
// go. Its ID follows from its address. It fails where the address is none: a
// wrong letter is noticed.
func (s *Store) SaveRecipient(ctx context.Context, r Recipient) (Recipient, error) {
	parsed, err := ParseRecipient(r.Address)
	if err != nil {
		return r, err
	}
	r.Address = parsed
	r.ID, r.Name = derived(kindRecipient, r.Address), bundle.Clean(r.Name)
	err = s.write(ctx, "save recipient "+r.Name, func(t *tx) error {
		if err := t.keepRecipient(r); err != nil {
			return err
		}
		_, err := t.seal(envelope{Kind: kindRecipient, Record: r.ID, Body: recipientBody{r.Address, r.Gone, r.Name}})
		return err
	})
	return r, err
}

func (t *tx) keepRecipient(r Recipient) error {
	return t.exec("INSERT OR REPLACE INTO recipient (id, name, address, gone) VALUES (?, ?, ?, ?)", r.ID, r.Name, r.Address, r.Gone)
}

// ErrAddress says that a text is no age address, or one with a wrong letter.
var ErrAddress = errors.New("no age address")

// ParseRecipient reads an age address as it was typed, in groups or not, and
// gives it as it is written. It fails with ErrAddress.
func ParseRecipient(typed string) (string, error) {
	joined := strings.ToLower(strings.Join(strings.Fields(typed), ""))
	r, err := age.ParseX25519Recipient(joined)
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrAddress, err)
	}
	return r.String(), nil
}
