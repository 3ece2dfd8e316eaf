package units

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/parallel"
	"renewal/geo/vector"
	"renewal/geo/vector/geojson"
	"renewal/rules"
	"renewal/units/study"
)

// CheckOutput looks whether results, and more files beside them, can go to a folder
// without taking the place of what the study reads: the results of a study are
// layers that another may name.
func CheckOutput(s *study.Study, dir string, more ...File) error {
	names := outputNames()
	for _, f := range more {
		names = append(names, f.Name)
	}
	for _, name := range names {
		there, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			continue
		}
		for i := range s.Sources {
			if input, err := os.Stat(s.Sources[i].File); err == nil && os.SameFile(input, there) {
				return fmt.Errorf("the results would take the place of %s, which the study reads", s.Sources[i].Written)
			}
		}
	}
	return nil
}

// File is a file to be written beside the results: a name in their folder, and
// what writes it to a path, perhaps while others are written, without a change to
// the result. Its bytes should be the same for the same result.
type File struct {
	Name  string
	Write func(ctx context.Context, r *Result, path string) error
}

// outputs are the files of every result, in the order in which they are listed.
func outputs() []File {
	return []File{
		{"units.gpkg", func(ctx context.Context, r *Result, path string) error { return r.writeGeoPackage(ctx, path) }},
		{"units.qgz", func(ctx context.Context, r *Result, path string) error { return r.writeProject(ctx, path) }},
		{"units.xlsx", func(ctx context.Context, r *Result, path string) error { return r.writeWorkbook(ctx, path) }},
		{"units.geojson", func(ctx context.Context, r *Result, path string) error { return r.writeGeoJSON(ctx, path) }},
		{"report.json", func(ctx context.Context, r *Result, path string) error { return r.writeJSON(ctx, path) }},
	}
}

func outputNames() []string {
	var names []string
	for _, o := range outputs() {
		names = append(names, o.Name)
	}
	return names
}

// Write writes the result into a folder, which it makes if need be, and more files
// beside it, and returns the files written. Every file is complete and on the disk,
// in a folder beside it, before the first takes its place: a run that fails leaves
// what was there.
func (r *Result) Write(ctx context.Context, dir string, w Watcher, more ...File) (files []string, err error) {
	if w == nil {
		w = nobody{}
	}
	own := outputs()
	outputs := append(own, more...)
	w.Stage("write", len(outputs))
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, fmt.Errorf("write: %w", err)
	}
	draft, err := os.MkdirTemp(dir, ".renewal-*")
	if err != nil {
		return nil, fmt.Errorf("write: %w", err)
	}
	defer os.RemoveAll(draft)
	var mu sync.Mutex // over w
	err = parallel.Each(ctx, len(outputs), 0, func(i int) error {
		o := outputs[(len(own)+i)%len(outputs)] // the page, if there is one, is begun early, for it takes long
		path := filepath.Join(draft, o.Name)
		if err := o.Write(ctx, r, path); err != nil {
			return fmt.Errorf("write: %s: %w", o.Name, err)
		}
		if err := synced(path); err != nil {
			return fmt.Errorf("write: %s: %w", o.Name, err)
		}
		mu.Lock()
		defer mu.Unlock()
		w.Step(1)
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, o := range outputs {
		if info, err := os.Lstat(filepath.Join(dir, o.Name)); err == nil && info.IsDir() {
			return nil, fmt.Errorf("write: %s: there is a folder of that name", o.Name)
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	for _, o := range outputs {
		path := filepath.Join(dir, o.Name)
		if err := vector.DropJournals(path); err != nil {
			return files, fmt.Errorf("write: %w", err)
		}
		if err := os.Rename(filepath.Join(draft, o.Name), path); err != nil {
			return files, fmt.Errorf("write: %w", err)
		}
		files = append(files, path)
	}
	return files, nil
}

func synced(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// create writes a file through a buffer.
func create(path string, write func(w io.Writer) error) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	b := bufio.NewWriterSize(f, 1<<20)
	if err := write(b); err != nil {
		f.Close()
		return err
	}
	if err := b.Flush(); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

func (r *Result) writeJSON(_ context.Context, path string) error {
	return create(path, r.Report.write)
}

func (r *Result) writeGeoJSON(ctx context.Context, path string) error {
	return r.writeUnits(ctx, path, r.unitLayer("units", isUnit))
}

// writeUnits writes units as GeoJSON, in longitude and latitude of WGS 84.
func (r *Result) writeUnits(ctx context.Context, path string, t *table) error {
	transform, err := toLonLat(r.prepared.crs)
	if err != nil {
		return err
	}
	l := r.named(t).layer
	for i := range l.Shapes {
		if l.Shapes[i], err = transform.Shape(l.Shapes[i]); err != nil {
			return &geo.FeatureError{Ref: l.Ref(i), Op: "project", Err: err}
		}
	}
	return create(path, func(w io.Writer) error { return geojson.Write(ctx, w, l, t.idField) })
}

// makeTables makes the layers of units.gpkg. Files that are written at one time share
// them.
func (r *Result) makeTables() []*table {
	all := []*table{
		r.unitLayer("units", isUnit),
		r.unitLayer("not_delineated", isNone),
		r.atomLayer(),
		r.boundaryLayer(),
		r.resourceLayer(),
		r.controlUnitLayer(),
		r.repairLayer(),
		r.repairAreaLayer(),
		r.evidenceLayer(),
		r.classTable(),
	}
	if r.previous != nil {
		all = append(all, r.changeLayer())
	}
	for _, t := range all {
		r.named(t)
	}
	return all
}

// named gives a table the field names that the study asks for.
func (r *Result) named(t *table) *table {
	if r.prepared.study.Options.Fields == study.FieldsEnglish {
		t.english()
	}
	return t
}

func (r *Result) writeGeoPackage(ctx context.Context, path string) error {
	var layers []vector.Output
	tables := r.tables()
	for _, t := range tables {
		layers = append(layers, vector.Output{Layer: t.layer, Geometry: t.geometry, Title: t.title, Description: r.abstract(t), Aliases: t.aliases, IDField: t.idField})
	}
	return vector.WriteGeoPackage(ctx, path, r.prepared.crs, append(layers, r.styleTable(tables)))
}

func isUnit(u *Unit) bool { return u.Verdict.Class != rules.NotDelineated }
func isNone(u *Unit) bool { return u.Verdict.Class == rules.NotDelineated }

// Bound is the box of the atoms, in the working coordinate system.
func (r *Result) Bound() orb.Bound {
	box := geo.Bound(r.fabric.atoms[0].Shape)
	for i := range r.fabric.atoms {
		box = box.Union(geo.Bound(r.fabric.atoms[i].Shape))
	}
	return box
}
