package landuse_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"renewal/rules/landuse"
)

const head = "# 某市用地分类\n# Land use of a town\n# 某市规划局 2020\n"

func table(t testing.TB, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "town.tsv")
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestLoad(t *testing.T) {
	s, err := landuse.Load(table(t, "\ufeff"+head+"# code, zh, en, target, note\r\n"+
		"J1\t住宅\thousing\t0701\r\n"+
		"J2\t商住\tmixed\t\t0701 or 0901\n"+
		"\n"+
		"012\t厂房\t\t1001\t\n"))
	if err != nil {
		t.Fatal(err)
	}
	if s.Name != "town.tsv" || s.Zh != "某市用地分类" || s.En != "Land use of a town" || s.Source != "某市规划局 2020" || len(s.Codes) != 3 {
		t.Errorf("read as %+v", s)
	}
	for _, c := range []struct{ held, want, note string }{
		{"J1", "0701", ""},
		{"j1", "0701", "j1 read as J1"},
		{"Ｊ１住宅", "0701", "Ｊ１住宅 read as J1"},
		{"住宅", "0701", "住宅 read as J1"},
		{"012", "1001", ""},
		{"12", "1001", "12 read as 012"},
		{"12.0", "1001", "12.0 read as 012"},
		{"J11", "", `"J11" is no code of town.tsv`},
		{"J2", "", "J2 商住 has no single class of 用地用海: 0701 or 0901"},
		{"0701", "", `"0701" is no code of town.tsv`},
	} {
		got, note, ok := s.Normalise(c.held)
		if got != c.want || note != c.note || ok != (c.want != "") {
			t.Errorf("%q = %q, %q, %v; want %q, %q", c.held, got, note, ok, c.want, c.note)
		}
	}
	if s, err := landuse.Load(landuse.Sandiao); err != nil || s.Name != landuse.Sandiao {
		t.Errorf("a built-in scheme: %v", err)
	}
}

func TestLoadRefuses(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", "town.tsv: the first three lines must be #"},
		{"no source", "# a\n# b\nJ1\t住宅\t\t0701\n", "the first three lines must be #"},
		{"no class", head, "town.tsv: no class in it"},
		{"fields", head + "J1\t住宅\n", "town.tsv:4:1: 2 fields between tabs, not 4 or 5"},
		{"six fields", head + "J1\ta\tb\t0701\td\te\n", "town.tsv:4:1: 6 fields"},
		{"twice", head + "J1\t住宅\t\t0701\nJ1\t别的\t\t0901\n", `town.tsv:5:1: code "J1" again, first on line 4`},
		{"no code", head + "\t住宅\t\t0701\n", "town.tsv:4:1: no code"},
		{"no name", head + "J1\t\thousing\t0701\n", "town.tsv:4:4: no Chinese name"},
		{"blanks", head + "J1\t 住宅\t\t0701\n", `town.tsv:4:4: blanks around "住宅"`},
		{"target", head + "J1\t住宅\thousing\t0799\n", `town.tsv:4:15: "0799" is no code of ydyh2023`},
		{"nowhere", head + "J1\t住宅\thousing\t\n", "town.tsv:4:15: no code of 用地用海, and no note"},
		{"small letters", head + "j1\t住宅\t\t0701\n", `town.tsv:4:1: code "j1"`},
		{"several", head + "j1\t住宅\t\t0701\nJ2\t商业\t\t99\n", "0701"},
		{"GBK", head + "J1\t\xc9\xcc\xd2\xb5\t\t0701\n", "town.tsv:4:1: not UTF-8 text"},
	} {
		_, err := landuse.Load(table(t, c.text))
		if c.name == "several" {
			if n := strings.Count(err.Error(), "\n") + 1; n != 2 {
				t.Errorf("%d faults: %v", n, err)
			}
			continue
		}
		var fault *landuse.TableError
		if err == nil || !strings.Contains(err.Error(), c.want) || !errors.As(err, &fault) {
			t.Errorf("%s: %v; want %s", c.name, err, c.want)
		}
	}
	for _, path := range []string{filepath.Join(t.TempDir(), "none.tsv"), t.TempDir() + "/"} {
		if _, err := landuse.Load(path); err == nil || strings.Count(err.Error(), path) != 1 {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestContradicting(t *testing.T) {
	for _, c := range []struct {
		scheme, codes, want string
		unknown             int
	}{
		{landuse.YDYH, "0701 0901 1401", "", 0},
		{landuse.YDYH, "0701 0601 0702 1001", "", 0},
		{landuse.YDYH, "0701 05H1 08H2", "sandiao (05H1, 08H2)", 2},
		{landuse.YDYH, "R2 B1 05H1", "sandiao (05H1); gb50137 (B1, R2)", 3},
		{landuse.Sandiao, "0701 070102 1401", "ydyh2023 (070102, 1401)", 1},
		{landuse.GB50137, "R2 0701 hello", "", 2},
	} {
		others, unknown, err := lookup(t, c.scheme).Contradicting(append(strings.Fields(c.codes), "", " "))
		if got := strings.Join(others, "; "); err != nil || got != c.want || unknown != c.unknown {
			t.Errorf("%s: %s: %q, %d unknown, %v; want %q, %d", c.scheme, c.codes, got, unknown, err, c.want, c.unknown)
		}
	}
}

// Whatever a table holds, it is read or refused, and what was read translates.
func FuzzTable(f *testing.F) {
	f.Add(head + "J1\t住宅\thousing\t0701\n")
	f.Add("# a\n# b\n# c\n\t\t\t\n")
	f.Fuzz(func(t *testing.T, text string) {
		path := filepath.Join(t.TempDir(), "t.tsv")
		if os.WriteFile(path, []byte(text), 0o666) != nil {
			t.Skip()
		}
		s, err := landuse.Load(path)
		if err != nil {
			return
		}
		for _, c := range s.Codes {
			got, note, ok := s.Normalise(c.Code)
			if got != c.YDYH || ok != (c.YDYH != "") || strings.Contains(note, "read as") {
				t.Fatalf("%q goes to %q, %q, %v; want %q", c.Code, got, note, ok, c.YDYH)
			}
		}
	})
}
