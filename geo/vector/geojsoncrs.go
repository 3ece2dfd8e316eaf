package vector

import (
	"encoding/json"
	"fmt"
	"regexp"

	"renewal/geo"
	"renewal/geo/crs"
)

// systemOf is the coordinate system that a crs member states, "" for none, and
// how it is known. What the caller states goes before.
func systemOf(member []byte, stated string) (definition string, by geo.Known, err error) {
	switch {
	case stated != "":
		return "", geo.Stated, nil // vector.Read puts it in
	case member == nil:
		return "EPSG:4326", geo.ByFormat, nil
	case string(member) == "null":
		return "", geo.NotDefined, nil
	}
	name, err := systemName(member)
	if err != nil {
		return "", geo.NotDefined, err
	}
	c, err := crs.Parse(name)
	if err != nil {
		return "", geo.NotDefined, err
	}
	return c.Definition(), geo.InFile, nil
}

// epsgLink matches addresses that name an EPSG code, which nobody needs to fetch.
var epsgLink = regexp.MustCompile(`(?i)[/:]epsg[/:](?:[0-9.]*[/:])?([0-9]{4,6})(?:[/.]|$)`)

// systemName reads the forms of the 2008 specification and of the drafts before
// it: a name, a link, and a code of EPSG.
func systemName(member []byte) (string, error) {
	var m struct {
		Type       string
		Properties struct {
			Name, Href string
			Code       json.Number
		}
	}
	bad := fmt.Errorf("%w: crs member %.80s", geo.ErrBadCRS, member)
	if err := json.Unmarshal(member, &m); err != nil {
		return "", bad
	}
	switch p := m.Properties; {
	case m.Type == "name" && p.Name != "":
		return p.Name, nil
	case m.Type == "EPSG" && p.Code != "":
		return "EPSG:" + p.Code.String(), nil
	case m.Type == "link":
		if found := epsgLink.FindStringSubmatch(p.Href); found != nil {
			return "EPSG:" + found[1], nil
		}
	}
	return "", bad
}
