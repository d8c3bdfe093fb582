package syncing

import (
	"context"
	"path/filepath"

	"tingfang/store"
	"tingfang/store/bundle"
)

// Told reads the receipts at the paths and keeps nothing: whose they are, or
// why they cannot be read. known tells which laptops are; another one's receipt
// has the error of an unknown laptop. What a receipt says of this laptop's
// bundles is found out when it is taken in.
func Told(ctx context.Context, t Target, paths []string, known func(Laptop) bool) ([]Receipt, error) {
	at, err := find(ctx, t, paths)
	if err != nil {
		return nil, err
	}
	var out []Receipt
	for _, path := range at.receipts {
		content, err := readSmall(path)
		if err != nil {
			return out, err
		}
		out = append(out, told(filepath.Base(path), content, known))
	}
	return out, nil
}

func told(name string, content []byte, known func(Laptop) bool) Receipt {
	read, err := bundle.ReadReceipt(content)
	r := Receipt{Name: name, Err: err}
	if err != nil {
		return r
	}
	l := Laptop{read.Device, read.Name, bundle.Fingerprint(read.Key), read.Coordinator}
	r.Laptop = store.Laptop{Device: l.Device, Name: l.Name, Fingerprint: l.Fingerprint, Recipient: read.Recipient, Coordinator: l.Coordinator}
	if !known(l) {
		r.Err = &store.MergeError{Rule: store.UnknownLaptop, Device: l.Device, Name: l.Name, Fingerprint: l.Fingerprint}
	}
	return r
}
