package inspect

import (
	"context"
	"fmt"
	"path"
	"path/filepath"

	"renewal/geo"
	"renewal/geo/crs"
	"renewal/geo/vector"
	"renewal/rules/landuse"
	"renewal/units/study"
)

// subject is one layer to look at, and what is known of it beforehand.
type subject struct {
	name         string       // unique among the subjects, as findings name the layer
	source       study.Source // what to read
	written      string       // how to print the file, without passwords
	layer        string       // in the file; "" if it has one only
	scheme       string       // of land-use codes, as the study states it; "" if it does not
	role, roleBy string
	id           string // column of IDs, "" if none is known
	fields       []study.FieldMapping
	err          error // why it cannot be read, where that is known already
	table        bool  // by its file it has no shapes, and no role asks for any
}

// subjects is what is looked at in one run.
type subjects struct {
	list    []subject
	study   string
	working crs.CRS // the plane to measure in; none if it is not known
	by      string
	follow  float64 // how far a district edge may lie from a control-unit edge and mean the same line, in metres
}

// How a role or a system is known.
const (
	byStudy = "study"
	byGuess = "guess"
)

// ofStudy lists the layers of a study.
func ofStudy(s *study.Study) (subjects, error) {
	working, err := crs.Parse(s.CRS)
	if err != nil {
		return subjects{}, fmt.Errorf("%s: crs: %w", s.At("crs"), err)
	}
	if working.Shifted() {
		return subjects{}, fmt.Errorf("%s: crs: %w: %s is shifted, so nothing can be measured in it", s.At("crs"), geo.ErrBadCRS, working.Name())
	}
	if !working.Metric() {
		return subjects{}, fmt.Errorf("%s: crs: %w: %s is not projected in metres, so nothing can be measured in it", s.At("crs"), geo.ErrBadCRS, working.Name())
	}
	if _, err := landuse.Load(s.LanduseScheme); s.LanduseScheme != "" && err != nil {
		return subjects{}, fmt.Errorf("%s: %w", s.At("landuse_scheme"), err)
	}
	rs, err := s.Rules()
	if err != nil {
		return subjects{}, err
	}
	all := subjects{study: s.Path, working: working, by: byStudy, follow: s.Settings(rs).Follow}
	for i := range s.Sources {
		src := &s.Sources[i]
		scheme := src.LanduseScheme
		if scheme == "" {
			scheme = s.LanduseScheme
		}
		all.list = append(all.list, subject{
			name: src.Role, source: *src, written: src.Written, layer: src.Layer,
			scheme: scheme, role: src.Role, roleBy: byStudy, id: src.ID, fields: src.Fields,
		})
	}
	all.tellApart()
	return all, nil
}

// ofFiles lists the layers of files, with the roles that a sketch of a study
// would give them. A file that cannot be read is a subject too.
func ofFiles(ctx context.Context, files []string) (subjects, error) {
	rs, err := new(study.Study).Rules()
	if err != nil {
		return subjects{}, err
	}
	all := subjects{follow: new(study.Study).Settings(rs).Follow}
	var sound []study.Listing
	for _, file := range vector.Unfold(files) {
		infos, err := vector.Layers(ctx, file)
		if ctx.Err() != nil {
			return subjects{}, ctx.Err()
		}
		if err == nil && len(infos) == 0 {
			err = fmt.Errorf("%s: %w: it holds no layers", writtenAs(file), geo.ErrEmpty)
		}
		if err != nil {
			all.list = append(all.list, unread(file, err))
			continue
		}
		sound = append(sound, study.Listing{File: file, Layers: infos})
		for _, info := range infos {
			if info.Name == "layer_styles" && len(infos) > 1 { // QGIS's, not the planner's
				continue
			}
			all.list = append(all.list, subject{name: info.Name, source: study.Source{File: file, Layer: info.Name}, written: writtenAs(file), layer: info.Name, table: info.Geometry == "None" && info.Count > 0})
		}
	}
	all.take(study.Guess(ctx, sound))
	if ctx.Err() != nil { // what could not be read for it was guessed without
		return subjects{}, ctx.Err()
	}
	all.tellApart()
	return all, nil
}

// unread is a file whose layers are not known.
func unread(file string, err error) subject {
	return subject{name: path.Base(writtenAs(file)), source: study.Source{File: file}, written: writtenAs(file), err: err}
}

func writtenAs(file string) string { return filepath.ToSlash(vector.Redacted(file)) }

// tellApart gives layers of one name their files too, and layers that share
// even these a number.
func (s *subjects) tellApart() {
	for _, better := range []func(*subject, int) string{
		func(l *subject, _ int) string {
			if l.layer == "" || l.name == l.layer {
				return fmt.Sprintf("%s (%s)", l.name, path.Base(l.written))
			}
			return fmt.Sprintf("%s (%s:%s)", l.name, path.Base(l.written), l.layer)
		},
		func(l *subject, k int) string { return fmt.Sprintf("%s #%d", l.name, k) },
	} {
		bearers := map[string]int{}
		for i := range s.list {
			bearers[s.list[i].name]++
		}
		number := map[string]int{}
		for i := range s.list {
			l := &s.list[i]
			if name := l.name; bearers[name] > 1 {
				number[name]++
				l.name = better(l, number[name])
			}
		}
	}
}
