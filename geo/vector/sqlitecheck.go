package vector

import (
	"errors"
	"fmt"
	"strings"

	"renewal/geo"
	"renewal/geo/internal/gdal"
)

// checkSQLite looks for values that are not what their column says. SQLite holds
// texts in columns of numbers, and GDAL reads those as 0, or as the digits they
// begin with; it cuts integers to the width of their column, and texts at a zero
// byte. The first such value is a geo.FeatureError that names the feature by its
// number. A table that cannot be asked is unreadable; a view is read as it is, for
// it may hold anything. One statement looks at a hundred columns: it costs a tenth
// of reading them.
func checkSQLite(d *gdal.Dataset, l *gdal.Layer, fields []chosen, source string) error {
	if len(l.Fields) == 0 && l.Geometry == "None" { // as one that stands for another file
		if err := d.Query("SELECT count(*) FROM "+identifier(l.Name), func(*gdal.Layer) error { return nil }); err != nil {
			return unreadable(source, err)
		}
	}
	var wrong []string
	var checked []chosen
	for _, f := range fields {
		if f.at == gdal.FID {
			continue
		}
		if is := isWrong(l.Fields[f.at]); is != "" {
			wrong, checked = append(wrong, is), append(checked, f)
		}
	}
	if len(wrong) == 0 {
		return nil
	}
	for len(wrong) > 0 {
		n := min(len(wrong), columnsAtOnce)
		some := checked[:n]
		err := d.Query(wrongValues(l, some, wrong[:n]), func(rows *gdal.Layer) error { return firstWrong(rows, some, l, source) })
		var feature *geo.FeatureError
		switch {
		case errors.As(err, &feature):
			return err
		case err != nil && isTable(d, l.Name):
			return unreadable(source, err)
		}
		wrong, checked = wrong[n:], checked[n:]
	}
	return nil
}

// columnsAtOnce is how many columns one statement looks at. SQLite takes 2000
// columns of a result, three for each of these, and 1000 conditions.
const columnsAtOnce = 100

// wrongValues is a statement that finds the first feature for which one of the
// conditions is true, and what it holds.
func wrongValues(l *gdal.Layer, fields []chosen, conditions []string) string {
	id := "rowid"
	if l.FIDColumn != "" {
		id = identifier(l.FIDColumn)
	}
	sql := "SELECT " + id + " AS feature"
	for i, f := range fields {
		name := identifier(l.Fields[f.at].Name)
		sql += fmt.Sprintf(", %s AS wrong%d, typeof(%s) AS type%d, substr(CAST(%s AS text), 1, 40) AS value%d", conditions[i], i, name, i, name, i)
	}
	return sql + " FROM " + identifier(l.Name) + " WHERE " + strings.Join(conditions, " OR ") + " LIMIT 1"
}

// isTable reports whether the database itself holds what is called so, which a
// view and a virtual table have from elsewhere.
func isTable(d *gdal.Dataset, name string) bool {
	is := false
	d.Query("SELECT count(*) AS n FROM sqlite_master WHERE type = 'table' AND rootpage > 0 AND name = "+literal(name), func(rows *gdal.Layer) error {
		r, err := gdal.NewReader(rows, []int{0})
		if err != nil {
			return err
		}
		defer r.Close()
		_, values, err := r.Next()
		is = err == nil && len(values) == 1 && len(values[0].Integers) == 1 && values[0].Integers[0] > 0
		return err
	})
	return is
}

// isWrong is an expression that is true of a value that GDAL would change.
func isWrong(f gdal.Field) string {
	name := identifier(f.Name)
	switch {
	case f.Kind == gdal.Integer && f.Narrow:
		return fmt.Sprintf("(typeof(%s) NOT IN ('integer', 'null') OR %s NOT BETWEEN -2147483648 AND 2147483647)", name, name)
	case f.Kind == gdal.Integer:
		return fmt.Sprintf("(typeof(%s) NOT IN ('integer', 'null'))", name)
	case f.Kind == gdal.Real:
		return fmt.Sprintf("(typeof(%s) IN ('text', 'blob'))", name)
	case !f.Special:
		return fmt.Sprintf("(instr(%s, char(0)))", name)
	}
	return ""
}

func firstWrong(rows *gdal.Layer, checked []chosen, l *gdal.Layer, source string) error {
	at := make([]int, len(rows.Fields))
	for i := range at {
		at[i] = i
	}
	if len(rows.Fields) == 3*len(checked) { // the ID of a feature is no field
		at = append([]int{gdal.FID}, at...)
	}
	r, err := gdal.NewReader(rows, at)
	if err != nil {
		return err
	}
	defer r.Close()
	shapes, values, err := r.Next()
	if err != nil || len(shapes) == 0 {
		return err
	}
	text := func(i int) string {
		v := values[i]
		c := geo.Column{Texts: v.Texts, Integers: v.Integers, Reals: v.Reals}
		switch {
		case v.Integers != nil:
			c.Type = geo.Integer
		case v.Reals != nil:
			c.Type = geo.Real
		}
		s, _ := c.Text(0)
		return s
	}
	for i, f := range checked {
		if wrong := text(1 + 3*i); wrong == "0" || wrong == "" {
			continue
		}
		err := fmt.Errorf("%w: field %q of type %s holds %s %q", geo.ErrUnreadable, f.Name, f.Type, text(2+3*i), text(3+3*i))
		if f.Type == geo.Text {
			err = fmt.Errorf("%w: field %q: a zero byte in %q", geo.ErrUnreadable, f.Name, text(3+3*i))
		}
		return &geo.FeatureError{Ref: geo.Ref{Layer: l.Name, ID: text(0)}, Source: source, Op: "read", Err: err}
	}
	return nil
}

// identifier is a name in SQL.
func identifier(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }
