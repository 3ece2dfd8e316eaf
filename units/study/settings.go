package study

import (
	"cmp"
	"fmt"

	"renewal/rules"
)

// Settings are the numbers that the fabric goes by: those of the ruleset, with
// what the study says instead.
type Settings struct {
	Grid          float64 `json:"grid_m"`
	Gap           float64 `json:"gap_m"`
	Match         float64 `json:"match_m"`
	Follow        float64 `json:"follow_m"`
	FollowShare   float64 `json:"follow_share"`
	FollowBarrier float64 `json:"follow_barrier_m"`
	MinPiece      float64 `json:"min_piece_m2"`
	MaxLoss       float64 `json:"max_loss_share"`
	MaxRepair     float64 `json:"max_repair_share"`
	SliverArea    float64 `json:"sliver_area_m2"`
	SliverWidth   float64 `json:"sliver_width_m"`
	ShareEdge     float64 `json:"share_edge_m"`
	Overlap       string  `json:"overlap"`
	NoDistrict    string  `json:"no_district"`
	Roads         string  `json:"roads"`
	RoadWidth     float64 `json:"road_width_m"`
	AreaMethod    string  `json:"area_method"`
}

// Rules loads the ruleset of the study, the default one if it names none.
func (s *Study) Rules() (*rules.Ruleset, error) {
	rs, err := rules.Load(cmp.Or(s.Ruleset, defaultRuleset))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.At("ruleset"), err)
	}
	return rs, nil
}

// Settings are the numbers that a run of the study goes by under a ruleset.
func (s *Study) Settings(rs *rules.Ruleset) Settings {
	opt := s.Options
	or := func(own *float64, s rules.Setting) float64 {
		if own != nil {
			return *own
		}
		return s.Value
	}
	text := func(own, otherwise string) string {
		if own != "" {
			return own
		}
		return otherwise
	}
	f := rs.Fabric
	return Settings{
		Grid:          or(opt.Grid, f.Grid),
		Gap:           or(opt.Gap, f.Gap),
		Match:         or(opt.Match, f.Match),
		Follow:        or(opt.Follow, f.Follow),
		FollowShare:   f.FollowShare.Value,
		FollowBarrier: or(opt.FollowBarrier, f.FollowBarrier),
		MinPiece:      or(opt.MinPiece, f.MinPiece),
		MaxLoss:       or(opt.MaxLoss, f.MaxLoss),
		MaxRepair:     or(opt.MaxRepair, f.MaxRepair),
		SliverArea:    f.SliverArea.Value,
		SliverWidth:   f.SliverWidth.Value,
		ShareEdge:     f.ShareEdge.Value,
		Overlap:       text(opt.Overlap, "longest_border"),
		NoDistrict:    text(opt.NoDistrict, "error"),
		Roads:         text(opt.Roads, RoadsKeep),
		RoadWidth:     or(opt.RoadWidth, f.RoadWidth),
		AreaMethod:    text(opt.AreaMethod, MethodPlane),
	}
}
