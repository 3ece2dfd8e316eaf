package workbook

import (
	"encoding/xml"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"
)

// A text is held once, however many cells have it, and so is what cleans to it.
func TestTextsAreHeldOnce(t *testing.T) {
	texts := newTexts()
	first := texts.of("一\n二")
	if texts.of("甲") == first || texts.of("一\r\n二") != first || texts.of("一\n二") != first || len(texts.all) != 2 {
		t.Errorf("%d texts are held: %+v", len(texts.all), texts.all)
	}
}

// What is remembered of a text is what would be worked out anew.
func TestLinesAreRemembered(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		texts := newTexts()
		lines := rapid.SliceOfN(rapid.StringMatching(`[a-z区]{0,30}(\n[a-z]{0,9})?`), 1, 4).Draw(t, "texts")
		for range rapid.IntRange(1, 20).Draw(t, "cells") {
			s, width := rapid.SampledFrom(lines).Draw(t, "text"), float64(rapid.IntRange(3, 12).Draw(t, "width"))
			if got, want := texts.linesIn(texts.of(s), width), linesIn(s, width); got != want {
				t.Fatalf("%q takes %d lines in %g letters, want %d", s, got, width, want)
			}
		}
	})
}

// Whatever a cell can hold comes back from the XML, escapes of the format aside.
func TestEscapedTextComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := clean(rapid.String().Draw(t, "text"))
		var back string
		if err := xml.Unmarshal([]byte("<t>"+escaped(s)+"</t>"), &back); err != nil {
			t.Fatal(err)
		}
		if back = strings.ReplaceAll(back, "_x005F_", "_"); back != s && !strings.Contains(s, "_x005F_") {
			t.Fatalf("%q came back as %q", s, back)
		}
	})
	for s, want := range map[string]string{"_x0041_": "_x005F_x0041_", "_x41_": "_x41_", "a_b": "a_b", "_xGGGG_": "_xGGGG_"} {
		if got := escaped(s); got != want {
			t.Errorf("%q is written %q, want %q", s, got, want)
		}
	}
}

func TestNumbersKeepEveryDigit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.Float64().Draw(t, "number")
		back, err := strconv.ParseFloat(string(appendNumber(nil, v)), 64)
		if err != nil || math.Float64bits(back) != math.Float64bits(v) {
			t.Fatalf("%v came back as %v, %v", v, back, err)
		}
	})
	for v, want := range map[float64]string{0: "0", 0.1: "0.1", 1048574: "1048574", 2.5e-9: "2.5E-09"} {
		if got := string(appendNumber(nil, v)); got != want {
			t.Errorf("%v is written %s, want %s", v, got, want)
		}
	}
}

func TestLettersOfColumns(t *testing.T) {
	for i := range 1000 {
		if want, err := excelize.ColumnNumberToName(i + 1); err != nil || letterOf(i) != want {
			t.Fatalf("column %d is %s, want %s", i, letterOf(i), want)
		}
	}
}

// Cells that look alike share a look; one of another tint, format or guard does not.
func TestLooksAreShared(t *testing.T) {
	l := newLooks()
	a := l.of(look{format: "0"})
	if b := l.of(look{format: "0"}); b != a || a == 0 {
		t.Errorf("the same look has numbers %d and %d", a, b)
	}
	for _, k := range []look{{format: "0.0"}, {format: "0", tint: "#FFFFFF"}, {guard: true}, {head: true}} {
		if l.of(k) == a {
			t.Errorf("%+v looks like a plain number", k)
		}
	}
}
