package vector

import (
	"fmt"
	"strings"

	"renewal/geo/internal/gdal"
)

// The tables of GeoPackage's schema extension (OGC 12-128r15, annex F.9). GDAL
// reads them, but before 3.7 does not write them.
var schemaTables = []string{
	`CREATE TABLE IF NOT EXISTS gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL,
		definition TEXT NOT NULL, scope TEXT NOT NULL,
		CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))`,
	`CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT,
		description TEXT, mime_type TEXT, constraint_name TEXT,
		CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), CONSTRAINT gdc_tn UNIQUE (table_name, name))`,
	`CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL,
		value TEXT, min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
		CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value))`,
	`INSERT INTO gpkg_extensions VALUES ('gpkg_data_columns', NULL, 'gpkg_schema',
		'http://www.geopackage.org/spec121/#extension_schema', 'read-write')`,
	`INSERT INTO gpkg_extensions VALUES ('gpkg_data_column_constraints', NULL, 'gpkg_schema',
		'http://www.geopackage.org/spec121/#extension_schema', 'read-write')`,
}

// writeAliases states what people call the columns, if anything.
func writeAliases(d *gdal.Dataset, layers []Output) error {
	var rows []string
	for _, o := range layers {
		rows = append(rows, aliasRows(o)...)
	}
	if len(rows) == 0 {
		return nil
	}
	if err := d.Begin(); err != nil {
		return err
	}
	for _, sql := range append(schemaTables[:len(schemaTables):len(schemaTables)], rows...) {
		if err := d.Execute(sql); err != nil {
			return err
		}
	}
	return d.Commit()
}

// aliasRows are statements in the order of the columns. Two columns of a layer
// may not have the same alias; then the later one has its name behind it.
func aliasRows(o Output) []string {
	names := make([]string, 0, len(o.Layer.Columns)+1)
	if o.IDField != "" {
		names = append(names, o.IDField)
	}
	for _, c := range o.Layer.Columns {
		if o.IDField == "" || c.Name != o.IDField {
			names = append(names, c.Name)
		}
	}
	var rows []string
	seen := map[string]bool{}
	for _, name := range names {
		alias := o.Aliases[name]
		if alias == "" {
			continue
		}
		unique := alias
		if seen[unique] {
			unique += " (" + name + ")"
		}
		seen[unique] = true
		rows = append(rows, fmt.Sprintf(
			"INSERT INTO gpkg_data_columns (table_name, column_name, name, title) VALUES (%s, %s, %s, %s)",
			literal(o.Layer.Name), literal(name), literal(unique), literal(alias)))
	}
	return rows
}

// literal is a text in SQL.
func literal(s string) string { return "'" + strings.ReplaceAll(clean(s), "'", "''") + "'" }
