package compare

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"renewal/geo"
	"renewal/geo/vector"
	"renewal/units"
)

// Input is a layer to compare, of any origin, or results of ours: their folder, or a
// file in it.
type Input struct {
	File     string
	Layer    string // "" for the only one, or that of the units in results of ours
	ID       string // column of IDs; "" for that of our results, if there is one, and numbers of rows otherwise
	Class    string // column of classes; "" for that of our results, if there is one
	By       string // column whose equal values make one unit, and are its ID; "" for none
	CRS      string // takes the place of what the file states
	Encoding string // of texts, where the file does not say

	where []vector.Condition // which features are meant
}

// drawing is one layer as it lies in its file.
type drawing struct {
	Input
	side     string // reference or candidate
	layer    *geo.Layer
	rest     *geo.Layer // of our results, the land that is no unit
	info     vector.Info
	tests    map[string][]Test
	report   LayerReport
	repairs  []units.Repair
	warnings []string
}

// open reads the features of an input, with their IDs and classes.
func open(ctx context.Context, side string, in Input) (*drawing, error) {
	d := &drawing{Input: in, side: side}
	if info, err := os.Stat(d.File); err == nil && info.IsDir() && !strings.EqualFold(filepath.Ext(d.File), ".gdb") {
		if inside := filepath.Join(d.File, "units.gpkg"); fileExists(inside) {
			d.File = inside
		}
	}
	infos, err := vector.Layers(ctx, d.File)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", side, err)
	}
	named := func(name string) int {
		return slices.IndexFunc(infos, func(i vector.Info) bool { return i.Name == name })
	}
	at := named(d.Layer)
	switch {
	case d.Layer == "" && len(infos) == 1:
		at = 0
	case d.Layer == "" && named(ourLayer) >= 0:
		at, d.Layer = named(ourLayer), ourLayer
	case at < 0:
		names := make([]string, len(infos))
		for i := range infos {
			names[i] = strconv.Quote(infos[i].Name)
		}
		return nil, fmt.Errorf("%s: %s: %w %q: it has %s", side, vector.Redacted(d.File), geo.ErrNoLayer, d.Layer, strings.Join(names, ", "))
	}
	d.info = infos[at]
	has := func(column string) bool {
		return slices.ContainsFunc(d.info.Fields, func(f vector.Field) bool { return f.Name == column })
	}
	if d.ID == "" && d.By == "" && has(ourID) {
		d.ID = ourID
	}
	if d.Class == "" && has(ourClass) {
		d.Class = ourClass
	}
	columns := []string{}
	for _, c := range []string{d.ID, d.Class, d.By} {
		if c != "" && !slices.Contains(columns, c) {
			columns = append(columns, c)
		}
	}
	d.layer, err = vector.Read(ctx, vector.Source{File: d.File, Layer: d.Layer, Encoding: d.Encoding, CRS: d.CRS, Fields: columns, Where: d.where})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", side, err)
	}
	d.layer.Name = side
	if d.layer.Len() == 0 {
		return nil, &geo.LayerError{Layer: side, Source: d.layer.Source, Op: "read", Err: geo.ErrEmpty}
	}
	if d.layer.CRS == "" {
		return nil, &geo.LayerError{Layer: side, Source: d.layer.Source, Op: "project", Err: fmt.Errorf("%w: say which by --%s-crs", geo.ErrNoCRS, side)}
	}
	if d.Layer == ourLayer && named("evidence") >= 0 {
		if d.tests, err = readTests(ctx, d.File, infos[named("evidence")]); err != nil {
			return nil, err
		}
		if at := named(ourRest); at >= 0 && infos[at].Count > 0 {
			if d.rest, err = vector.Read(ctx, vector.Source{File: d.File, Layer: ourRest, CRS: d.CRS, Fields: columns}); err != nil {
				return nil, fmt.Errorf("%s: %w", side, err)
			}
		}
	}
	if o := d.layer.Origin; o.EncodingBy == geo.Detected {
		d.warnings = append(d.warnings, fmt.Sprintf("%s: texts look like %s, and are read so; state it by --%s-encoding", side, o.Encoding, side))
	}
	d.report = LayerReport{File: vector.Redacted(filepath.ToSlash(in.File)), Layer: d.Layer, CRS: d.layer.CRS, By: d.By, Features: d.layer.Len()}
	return d, nil
}

func fileExists(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// nameFeatures takes the IDs from their column, without blanks around them. A
// feature without one is named by its row, "#12"; what has no value to dissolve by is
// so, too, and stays by itself.
func (d *drawing) nameFeatures() {
	l := d.layer
	column := l.Column(cmp.Or(d.By, d.ID))
	l.IDs = make([]string, l.Len())
	without := 0
	for i := range l.IDs {
		if column != nil {
			text, _ := column.Text(i)
			l.IDs[i] = strings.TrimSpace(strings.Trim(text, "\x00"))
		}
		if l.IDs[i] == "" {
			l.IDs[i] = "#" + strconv.Itoa(i+1)
			without++
		}
	}
	if column != nil && without > 0 {
		d.repairs = append(d.repairs, units.Repair{Kind: units.RepairNoID, Ref: d.side, Detail: column.Name + " is empty; the feature is named by its row", Count: without})
	}
}
