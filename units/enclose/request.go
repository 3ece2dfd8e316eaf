package enclose

import (
	"cmp"
	"errors"

	"renewal/geo/ring"
	"renewal/rules"
	"renewal/units/enclose/linenames"
	"renewal/units/enclose/wording"
)

// Request is what to draw, and on which lines.
type Request struct {
	Path      string // of the list; "" if it comes from elsewhere
	CRS       string // working system, in metres; "" if the list states none
	Lines     []Lines
	Aliases   linenames.Aliases
	Areas     []Area
	Ruleset   string // that says what Rings leaves at 0: a name or path, "" for the program's own
	Rings     ring.Options
	HalfWidth float64 // m, how far inside of its edges an area ends
}

// Lines is a layer of named lines.
type Lines struct {
	File     string // path
	Written  string // as the list has it, for messages
	Layer    string // "" means the file's only layer
	Name     string // column of names; "" means name
	Encoding string // "" means what the file says
	CRS      string // "" means what the file says
}

// Area is one area to draw.
type Area struct {
	wording.Statement
	Kind      string
	Aliases   linenames.Aliases // beside those of the request, which they go before
	HalfWidth float64           // 0 means that of the request
	Notes     string
	At        string // where the list has it, as "areas.yaml:12:5"; "" if it comes from elsewhere
}

// rings are the options of the request, and the ruleset's where it has none.
func (r *Request) rings() (ring.Options, error) {
	rs, err := rules.Load(cmp.Or(r.Ruleset, rules.Builtin()[0]))
	if err != nil {
		return ring.Options{}, err
	}
	e, opt := &rs.Enclosure, r.Rings
	opt.Gap, opt.Width, opt.Touch = cmp.Or(opt.Gap, e.Gap.Value), cmp.Or(opt.Width, e.Width.Value), cmp.Or(opt.Touch, e.Touch.Value)
	return opt, nil
}

// ErrRequest is wrapped by every error of a list that does not wrap one of the
// sentinels of package geo.
var ErrRequest = errors.New("invalid list of areas")

// ErrOpen says that an area does not close.
var ErrOpen = errors.New("does not close")
