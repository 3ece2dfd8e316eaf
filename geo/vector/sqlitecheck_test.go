package vector_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"renewal/geo"
	"renewal/geo/internal/gdal"
	"renewal/geo/vector"
)

// database makes a GeoPackage by statements, and lists its tables and views.
func database(t testing.TB, statements ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.gpkg")
	d, err := gdal.Create("GPKG", path)
	if err != nil {
		t.Fatal(err)
	}
	for _, sql := range statements {
		if err := d.Execute(sql); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func listed(name string) string {
	return "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('" + name + "', 'attributes', '" + name + "')"
}

// More columns than one statement can look at are looked at all the same.
func TestWrongValueInAWideTable(t *testing.T) {
	const columns = 900
	var names []string
	for i := range columns {
		names = append(names, fmt.Sprintf("c%d INTEGER", i))
	}
	table := "CREATE TABLE w (fid INTEGER PRIMARY KEY, " + strings.Join(names, ", ") + ")"
	sound := database(t, table, listed("w"), "INSERT INTO w (fid, c899) VALUES (1, 7)")
	if l := read(t, vector.Source{File: sound, Layer: "w"}); len(l.Columns) != columns || l.Column("c899").Integers[0] != 7 {
		t.Errorf("read %d columns", len(l.Columns))
	}
	wrong := database(t, table, listed("w"), "INSERT INTO w (fid, c899) VALUES (1, 'seven')")
	_, err := vector.Read(context.Background(), vector.Source{File: wrong, Layer: "w"})
	var feature *geo.FeatureError
	if !errors.As(err, &feature) || !strings.Contains(err.Error(), `"c899"`) {
		t.Errorf("error %v, want one that names the feature and c899", err)
	}
}

// A view without IDs cannot be asked for the feature that holds a wrong value, and
// is read for what it gives.
func TestViewThatCannotBeAsked(t *testing.T) {
	path := database(t, "CREATE TABLE b (fid INTEGER PRIMARY KEY, t TEXT)", "INSERT INTO b VALUES (1, 'x'), (2, 'y'), (3, 'x')",
		"CREATE VIEW v AS SELECT t, count(*) AS n FROM b GROUP BY t", listed("v"))
	if l := read(t, vector.Source{File: path, Layer: "v"}); l.Len() != 2 || l.Column("n") == nil {
		t.Errorf("read %d rows of %+v", l.Len(), l.Columns)
	}
}
