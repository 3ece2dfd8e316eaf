package landuse_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"renewal/rules/landuse"
)

func lookup(t testing.TB, name string) *landuse.Scheme {
	t.Helper()
	s, err := landuse.Lookup(name)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// The traps of rules.md I.1: the same code, different meanings.
func TestSameCodeDifferentMeaning(t *testing.T) {
	for _, c := range []struct{ code, ydyh, sandiao string }{
		{"1001", "1001", "1201"},
		{"0601", "0601", "1001"},
		{"0702", "0702", "0703"},
		{"1101", "1101", "1701"},
		{"1207", "1207", "2307"},
	} {
		for scheme, want := range map[string]string{landuse.YDYH: c.ydyh, landuse.Sandiao: c.sandiao} {
			if got, note, ok := lookup(t, scheme).Normalise(c.code); got != want || note != "" || !ok {
				t.Errorf("%s %s = %q, %q, %v; want %s", scheme, c.code, got, note, ok, want)
			}
		}
	}
}

func TestNormalise(t *testing.T) {
	for _, c := range []struct{ scheme, code, want, note string }{
		{landuse.YDYH, "0701", "0701", ""},
		{landuse.YDYH, " 0701 ", "0701", ""},
		{landuse.YDYH, "701", "0701", "701 read as 0701"},
		{landuse.YDYH, "701.0", "0701", "701.0 read as 0701"},
		{landuse.YDYH, "70102", "070102", "70102 read as 070102"},
		{landuse.YDYH, "070100", "0701", "070100 read as 0701"},
		{landuse.YDYH, "70100", "0701", "70100 read as 0701"},
		{landuse.YDYH, "0700", "07", "0700 read as 07"},
		{landuse.YDYH, "7", "07", "7 read as 07"},
		{landuse.YDYH, "10", "10", ""},
		{landuse.YDYH, "090109", "0901", "090109 taken as 0901"},
		{landuse.YDYH, "0701/0901", "0701", "0701/0901 taken as its first use 0701"},
		{landuse.Sandiao, "05H1", "09", ""},
		{landuse.Sandiao, "5h1", "09", "5h1 read as 05H1"},
		{landuse.Sandiao, "810A", "1403", "810A read as 0810A"},
		{landuse.Sandiao, "08H2", "08", "08H2 科教文卫用地 taken as 08: one of 0802 to 0807"},
		{landuse.Sandiao, "1006", "0601", ""},
		{landuse.GB50137, "R2", "070102", "R2 二类居住用地 taken as 070102: may hold services R22"},
		{landuse.GB50137, "r21", "070102", "r21 read as R21"},
		{landuse.GB50137, "B12", "090102", ""},
		{landuse.GB50137, "Ｒ２", "070102", "Ｒ２ read as R2; R2 二类居住用地 taken as 070102: may hold services R22"},
		{landuse.GB50137, "ｒ２１", "070102", "ｒ２１ read as R21"},
		{landuse.GB50137, "R21二类住宅用地", "070102", "R21二类住宅用地 read as R21"},
		{landuse.GB50137, "R21 (二类住宅用地)", "070102", "R21 (二类住宅用地) read as R21"},
		{landuse.GB50137, "Ｒ２１／Ｂ１", "070102", "Ｒ２１／Ｂ１ taken as its first use R21"},
		{landuse.GB50137, "二类住宅用地", "070102", "二类住宅用地 read as R21"},
		{landuse.YDYH, "０７０１", "0701", "０７０１ read as 0701"},
		{landuse.YDYH, "\u30000701\u3000", "0701", ""},
		{landuse.YDYH, "0701 城镇住宅用地", "0701", "0701 城镇住宅用地 read as 0701"},
		{landuse.YDYH, "701城镇住宅用地", "0701", "701城镇住宅用地 read as 0701"},
		{landuse.YDYH, "0701-某地叫法", "0701", "0701-某地叫法 read as 0701"},
		{landuse.YDYH, "0701 居住用地", "0701", "0701 居住用地 read as 0701"},
		{landuse.YDYH, "工业用地", "1001", "工业用地 read as 1001"},
		{landuse.YDYH, "701.000", "0701", "701.000 read as 0701"},
		{landuse.Sandiao, "工业用地", "1001", "工业用地 read as 0601"},
		{landuse.Sandiao, "1001铁路用地", "1201", "1001铁路用地 read as 1001"},
		{landuse.GB50137, "A334", "080403", "A334 taken as A33"},
	} {
		got, note, ok := lookup(t, c.scheme).Normalise(c.code)
		if got != c.want || note != c.note || !ok {
			t.Errorf("%s %q = %q, %q, %v; want %q, %q", c.scheme, c.code, got, note, ok, c.want, c.note)
		}
	}
}

func TestNormaliseRefuses(t *testing.T) {
	for _, c := range []struct{ scheme, code, note string }{
		{landuse.YDYH, "", "no code"},
		{landuse.YDYH, "0", "no code"},
		{landuse.YDYH, "0799", "no code"},
		{landuse.YDYH, "R2", "no code"},
		{landuse.YDYH, "05H1", "no code"},
		{landuse.YDYH, "住宅", "no code"},
		{landuse.YDYH, "1001 铁路用地", "contradicts itself in ydyh2023: 1001 is 工业用地, and 铁路用地 is 1201"},
		{landuse.Sandiao, "1001工业用地", "contradicts itself"},
		{landuse.Sandiao, "0", "no code"},
		{landuse.Sandiao, "0.0", "no code"},
		{landuse.YDYH, "\u3000", "no code"},
		{landuse.Sandiao, "1401", "no code"},
		{landuse.Sandiao, "05", "09 or 11"},
		{landuse.GB50137, "H14", "no single class"},
		{landuse.GB50137, "X1", "no code"},
		{landuse.GB50137, strings.Repeat("R", 1000), "no code"},
	} {
		got, note, ok := lookup(t, c.scheme).Normalise(c.code)
		if got != "" || ok || !strings.Contains(note, c.note) {
			t.Errorf("%s %q = %q, %q, %v; want a note with %q", c.scheme, c.code, got, note, ok, c.note)
		}
	}
}

func TestDetect(t *testing.T) {
	for _, c := range []struct {
		codes string
		want  string // a scheme, or part of the error
	}{
		{"0701 0901 1401", landuse.YDYH},
		{"0701 070102", landuse.YDYH},
		{"070100 100100", landuse.YDYH},
		{"70100", landuse.YDYH},
		{"0701 0702 05H1", landuse.Sandiao},
		{"0701 0810A 1001", landuse.Sandiao},
		{"0201K", landuse.Sandiao},
		{"0508 1004", landuse.Sandiao},
		{"R2 B1 G1", landuse.GB50137},
		{"R2 hello", landuse.GB50137},
		{"Ｒ２ r21", landuse.GB50137},
		{"R2二类居住用地 0701", landuse.GB50137},
		{"1001工业用地 0701", landuse.YDYH},
		{"1001铁路用地 0701", landuse.Sandiao},
		{"工业用地 物流仓储用地", "none is of a known scheme"},
		{"０８１０Ａ 0701", landuse.Sandiao},
		{"0601 0702 1001 1101", "0601, 0702, 1001, 1101 are in ydyh2023 and in sandiao"},
		{"1207", "1207 are in"},
		{"0801 0901", "0801, 0901 do not tell"},
		{"05H1 1401", "several schemes: ydyh2023 (1401), sandiao (05H1)"},
		{"R2 1401", "several schemes: ydyh2023 (1401), gb50137 (R2)"},
		{"hello", "none is of a known scheme"},
		{"", "none is of a known scheme"},
	} {
		got, err := landuse.Detect(strings.Fields(c.codes))
		if err != nil {
			got = err.Error()
		}
		if got != c.want && (err == nil || !strings.Contains(got, c.want)) {
			t.Errorf("Detect(%s) = %s; want %s", c.codes, got, c.want)
		}
	}
}

func TestLookupRefuses(t *testing.T) {
	if _, err := landuse.Lookup("erdiao"); err == nil || !strings.Contains(err.Error(), "sandiao") {
		t.Errorf("error %v does not name the schemes", err)
	}
}

// Every target is a class of 用地用海, every class has names, and every class of
// the target scheme stands for itself.
func TestTables(t *testing.T) {
	target := lookup(t, landuse.YDYH)
	for _, name := range landuse.Schemes() {
		s := lookup(t, name)
		if s.Zh == "" || s.En == "" || s.Source == "" {
			t.Errorf("%s has no name or source", name)
		}
		for _, c := range s.Codes {
			if c.Zh == "" || c.En == "" {
				t.Errorf("%s %s has no name", name, c.Code)
			}
			if _, ok := target.Find(c.YDYH); !ok && c.YDYH != "" {
				t.Errorf("%s %s goes to %s, which is no class", name, c.Code, c.YDYH)
			}
			if c.YDYH == "" && c.May == "" {
				t.Errorf("%s %s goes nowhere and does not say why", name, c.Code)
			}
			if name == landuse.YDYH && c.YDYH != c.Code {
				t.Errorf("%s goes to %s", c.Code, c.YDYH)
			}
		}
	}
}

// What Normalise gives is a class, and normalising it again changes nothing.
func TestNormaliseIsIdempotent(t *testing.T) {
	target := lookup(t, landuse.YDYH)
	rapid.Check(t, func(t *rapid.T) {
		s, err := landuse.Lookup(rapid.SampledFrom(landuse.Schemes()).Draw(t, "scheme"))
		if err != nil {
			t.Fatal(err)
		}
		code := rapid.OneOf(
			rapid.StringMatching(`[0-9]{0,7}[AHK]?[0-9]?`),
			rapid.StringMatching(`[A-Z][0-9]{0,3}`),
			rapid.String(),
		).Draw(t, "code")
		once, _, ok := s.Normalise(code)
		if !ok {
			return
		}
		if _, found := target.Find(once); !found {
			t.Fatalf("%s %q gives %q, which is no class", s.Name, code, once)
		}
		if twice, note, ok := target.Normalise(once); twice != once || note != "" || !ok {
			t.Fatalf("%q becomes %q, %q", once, twice, note)
		}
	})
}

// A code that lost its zeros to a number, or was padded, means the same.
func TestRestoresWhatFilesDo(t *testing.T) {
	s := lookup(t, landuse.YDYH)
	for _, c := range s.Codes {
		for _, held := range []string{strings.TrimLeft(c.Code, "0"), (c.Code + "0000")[:6]} {
			if got, _, ok := s.Normalise(held); got != c.Code || !ok {
				t.Errorf("%s held as %s comes back as %q", c.Code, held, got)
			}
		}
	}
}
