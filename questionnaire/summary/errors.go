package summary

import "fmt"

// UnknownItem says that neither the form nor what is known of an interview has
// this name.
type UnknownItem struct{ Name string }

func (e *UnknownItem) Error() string { return fmt.Sprintf("no item %q", e.Name) }

// NotClosed says that the item's answers are not one or more of a list or range,
// or are personal, so that it has no columns.
type NotClosed struct{ Name string }

func (e *NotClosed) Error() string { return fmt.Sprintf("item %q is not a closed one", e.Name) }

// TooManyGroups says that a break would have N columns; Max are drawn.
type TooManyGroups struct {
	Name   string
	N, Max int
}

func (e *TooManyGroups) Error() string {
	return fmt.Sprintf("%q has %d groups, at most %d can stand side by side", e.Name, e.N, e.Max)
}

// NoNumbers says that the answers of the item have no numbers (x_value), so that
// it has no mean and drives nothing.
type NoNumbers struct{ Name string }

func (e *NoNumbers) Error() string { return fmt.Sprintf("item %q has no numbers", e.Name) }

// NotNPS says that the item is not on the scale nps11, 0 to 10.
type NotNPS struct{ Name, Scale string }

func (e *NotNPS) Error() string {
	return fmt.Sprintf("item %q is on scale %q, a net promoter score needs nps11", e.Name, e.Scale)
}

// NoWaves says that waves were asked for and none was handed in.
type NoWaves struct{}

func (*NoWaves) Error() string { return "no waves" }

// column finds the column of a closed item.
func (c *Columns) column(name string) (*column, error) {
	if col := c.find(name); col != nil {
		return col, nil
	}
	for _, v := range c.versions {
		if v.form.Question(name) != nil {
			return nil, &NotClosed{name}
		}
	}
	return nil, &UnknownItem{name}
}
