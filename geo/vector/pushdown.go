package vector

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/internal/gdal"
)

// dialect is a language of conditions that a driver understands.
type dialect int

const (
	ogrSQL     dialect = iota // GDAL's own: compares texts without regard to case
	dbfSQL                    // the same, over texts that may be cut amid a letter, which we leave out
	sqliteSQL                 // tables of SQLite, of which GeoPackages have an index of boxes
	postgreSQL                // tables of PostGIS, where && compares boxes
)

// condition is what a driver may keep features by. It keeps all that are
// selected and perhaps others, so whatever a dialect could see otherwise than we
// do is not in it: orders of texts, texts that are none of, texts that only we
// decode, reals (of which some have no exact decimals), texts with characters
// that need care, and fields that a name does not tell from each other.
func (d dialect) condition(data *gdal.Dataset, l *gdal.Layer, s *selection) string {
	var parts []string
	for i := range s.tests {
		f := s.fields[s.tests[i].at]
		if f.at == gdal.FID || l.Fields[f.at].Special || !plain(l.Fields[f.at].Name) || !l.Alone(f.at) {
			continue
		}
		if f.Type == geo.Text && s.decode != nil {
			continue
		}
		if part := d.part(`"`+l.Fields[f.at].Name+`"`, &s.tests[i]); part != "" {
			parts = append(parts, "("+part+")")
		}
	}
	if s.within != nil {
		if part := d.touching(data, l, *s.within); part != "" {
			parts = append(parts, "("+part+")")
		}
	}
	return strings.Join(parts, " AND ")
}

func (d dialect) part(name string, t *test) string {
	switch {
	case t.kind == geo.Real: // what is not finite has no value for us
		return ""
	case t.Op == IsNull:
		return name + " IS NULL"
	case t.kind == geo.Text && t.Op == In && d != dbfSQL:
		if d != ogrSQL {
			name = "CAST(" + name + " AS text)" // of whatever type it is
		}
		return oneOf(name, t.Values, func(text string) (string, bool) {
			return "'" + text + "'", plain(text) && !strings.HasSuffix(text, " ")
		})
	case t.kind == geo.Text:
		return ""
	case t.Op == In:
		return oneOf(name, t.Values, integer)
	case t.Op == NotIn:
		return ""
	case t.least > t.most:
		return name + " IS NULL AND " + name + " IS NOT NULL"
	}
	if limit, ok := integer(strconv.FormatInt(t.most, 10)); ok {
		return name + " <= " + limit
	}
	if limit, ok := integer(strconv.FormatInt(t.least, 10)); ok {
		return name + " >= " + limit
	}
	return ""
}

// integer is a number that every dialect reads as that one.
func integer(text string) (string, bool) {
	v, err := strconv.ParseInt(text, 10, 64)
	const most = 1 << 53 // up to which floats hold all
	return strconv.FormatInt(v, 10), err == nil && v >= -most && v <= most
}

// oneOf is "" where a value cannot be said, or all would make it too long.
func oneOf(name string, values []string, say func(string) (string, bool)) string {
	const most = 500
	if len(values) == 0 || len(values) > most {
		return ""
	}
	said := make([]string, len(values))
	for i, v := range values {
		var ok bool
		if said[i], ok = say(v); !ok {
			return ""
		}
	}
	return name + " IN (" + strings.Join(said, ", ") + ")"
}

// plain reports whether every dialect takes the text for itself between quotes.
func plain(text string) bool {
	return text == gdal.Valid(text) && !strings.ContainsAny(text, "\"'\\`%\x00\n\r")
}

// touching keeps what the box touches, by the index that the layer has.
func (d dialect) touching(data *gdal.Dataset, l *gdal.Layer, b orb.Bound) string {
	if !plain(l.Name) || !plain(l.Column) || l.Column == "" || finite(b.ToPolygon()) != nil {
		return ""
	}
	number := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
	west, south, east, north := number(b.Min[0]), number(b.Min[1]), number(b.Max[0]), number(b.Max[1])
	switch d {
	case sqliteSQL:
		index := "rtree_" + l.Name + "_" + l.Column
		if !plain(l.FIDColumn) || l.FIDColumn == "" || !indexed(data, index) {
			return ""
		}
		return fmt.Sprintf(`"%s" IN (SELECT id FROM "%s" WHERE maxx >= %s AND minx <= %s AND maxy >= %s AND miny <= %s)`,
			l.FIDColumn, index, west, east, south, north)
	case postgreSQL:
		return fmt.Sprintf(`"%s" && ST_SetSRID(ST_MakeEnvelope(%s, %s, %s, %s), ST_SRID("%s"))`,
			l.Column, west, south, east, north, l.Column)
	}
	return ""
}

// indexed reports whether the file says that it keeps the index.
func indexed(data *gdal.Dataset, index string) bool {
	found := false
	err := data.Query("SELECT name FROM sqlite_master WHERE type = 'table' AND name = '"+index+"'", func(l *gdal.Layer) error {
		r, err := gdal.NewReader(l, nil)
		if err != nil {
			return err
		}
		defer r.Close()
		shapes, _, err := r.Next()
		found = len(shapes) > 0
		return err
	})
	return err == nil && found
}
