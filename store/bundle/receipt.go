package bundle

import (
	"bytes"
	"crypto/ed25519"
	"encoding/json"
)

// ReceiptEnding is how a receipt's file name ends, Receipts the folder it lies
// in where laptops meet.
const (
	ReceiptEnding = ".receipt.json"
	Receipts      = "receipts"
	MostReceipt   = 8 << 20 // bytes of a receipt
)

// ReceiptName is the file name of a laptop's receipt: there is one a laptop,
// and a newer one takes the place of the older.
func ReceiptName(device string) string { return DeviceTag(device) + ReceiptEnding }

// Receipt says which bundles a laptop has taken in, and introduces it.
type Receipt struct {
	V           int    `json:"v"`
	Device      string `json:"device"` // whose receipt it is
	Name        string `json:"name"`
	Key         Bytes  `json:"key"`
	Recipient   string `json:"recipient,omitempty"`
	Coordinator bool   `json:"coordinator,omitempty"`
	Serial      int64  `json:"serial"` // grows with every receipt of the laptop: an older one is told by it
	At          int64  `json:"at"`     // Unix milliseconds, for people only
	Got         []Got  `json:"got"`
}

// Got is how far another laptop's bundles have come without a gap.
type Got struct {
	Device string `json:"device"`
	Seq    int64  `json:"seq"`
	Hash   Hex    `json:"hash"` // of that bundle
}

type signedReceipt struct {
	Receipt json.RawMessage `json:"receipt"`
	Sig     Bytes           `json:"sig"` // of the bytes of receipt as they stand
}

// Sign gives the receipt as a file.
func (r Receipt) Sign(key ed25519.PrivateKey) ([]byte, error) {
	r.V, r.Key = Version, Bytes(key.Public().(ed25519.PublicKey))
	if err := r.check(); err != nil {
		return nil, err
	}
	body, err := plain(r)
	if err != nil {
		return nil, err
	}
	out, err := plain(signedReceipt{body, ed25519.Sign(key, body)})
	return append(out, '\n'), err
}

// ReadReceipt reads a receipt and holds it to its signature. It fails with an
// *Error.
func ReadReceipt(file []byte) (r Receipt, err error) {
	var s signedReceipt
	switch {
	case len(file) > MostReceipt:
		return r, &Error{Rule: TooLarge}
	case !bytes.HasPrefix(file, []byte(`{"receipt":`)):
		return r, &Error{Rule: NotOurs}
	case !bytes.HasSuffix(file, []byte("}\n")):
		return r, &Error{Rule: Cut}
	}
	if err := json.Unmarshal(file, &s); err != nil {
		return r, &Error{Rule: Damaged, Err: err}
	}
	if err := json.Unmarshal(s.Receipt, &r); err != nil {
		return r, &Error{Rule: Damaged, Err: err}
	}
	if err := r.check(); err != nil {
		return r, err
	}
	if !ed25519.Verify(ed25519.PublicKey(r.Key), s.Receipt, s.Sig) {
		return r, &Error{Rule: BadSig}
	}
	return r, nil
}

func (r *Receipt) check() error {
	switch {
	case r.V > Version:
		return &Error{Rule: Newer}
	case r.V < 1 || r.Serial < 1 || len(r.Key) != ed25519.PublicKeySize:
		return &Error{Rule: BadLine}
	case r.Device == "" || !fitting(r.Device, mostID):
		return &Error{Rule: BadName, What: r.Device}
	case !fitting(r.Name, mostName):
		return &Error{Rule: BadName, What: r.Name}
	}
	for _, g := range r.Got {
		if !fitting(g.Device, mostID) || g.Seq < 1 || len(g.Hash) != 32 {
			return &Error{Rule: BadLine}
		}
	}
	return nil
}
