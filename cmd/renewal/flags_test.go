package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/urfave/cli/v2"
	"pgregory.net/rapid"
)

var testCommand = &cli.Command{Name: "draw", Flags: []cli.Flag{
	&cli.StringFlag{Name: "output", Aliases: []string{"o"}},
	&cli.IntFlag{Name: "workers"},
	&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}},
}}

func TestSortArguments(t *testing.T) {
	for _, c := range []struct{ args, flags, rest string }{
		{"", "", ""},
		{"a.yaml", "", "a.yaml"},
		{"-o out a.yaml -q b", "-o out -q", "a.yaml b"},
		{"a --output=out --workers 2", "--output=out --workers 2", "a"},
		{"a - -q", "-q", "a -"},
		{"-o - a", "-o -", "a"},
		{"a -- -q --nonsense", "", "a -q --nonsense"},
		{"a -workers -2", "-workers -2", "a"},
		{"-q=false a", "-q=false", "a"},
	} {
		flags, rest, help, err := sortArguments(testCommand, strings.Fields(c.args))
		if err != nil || help {
			t.Errorf("%q: %v, help %v", c.args, err, help)
		}
		if f, r := strings.Join(flags, " "), strings.Join(rest, " "); f != c.flags || r != c.rest {
			t.Errorf("%q: flags %q, arguments %q", c.args, f, r)
		}
	}
}

func TestSortArgumentsFaults(t *testing.T) {
	for args, want := range map[string]string{
		"a --outptu x":    "draw has no flag --outptu|did you mean --output?",
		"--outptu=x a":    "draw has no flag --outptu=x|did you mean --output?",
		"-x":              "draw has no flag -x|renewal help draw lists its flags",
		"a -o":            "flag -o needs a value|",
		"-o --quiet a":    "flag -o needs a value|",
		"---":             "draw has no flag ---|renewal help draw lists its flags",
		"a -o x --no -- ": "draw has no flag --no|did you mean --output?",
		"--bogus":         "draw has no flag --bogus|renewal help draw lists its flags",
	} {
		_, _, _, err := sortArguments(testCommand, strings.Fields(args))
		e, ok := err.(*usageError)
		if !ok {
			t.Errorf("%q: %v", args, err)
		} else if got := e.text + "|" + e.hint; got != want {
			t.Errorf("%q: %s, want %s", args, got, want)
		}
	}
}

// Where the flags stand makes no difference, and the order of the arguments
// stays.
func TestFlagsAnywhere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		flags := rapid.Permutation([][]string{{"-o", "x"}, {"--workers=3"}, {"-q"}}).Draw(t, "flags")
		words := rapid.SliceOfN(rapid.StringMatching(`[a-z.]{1,5}`), 0, 4).Draw(t, "words")
		var args []string
		for i := 0; i < len(flags) || i < len(words); i++ {
			if i < len(words) {
				args = append(args, words[i])
			}
			if i < len(flags) {
				args = append(args, flags[i]...)
			}
		}
		got, rest, _, err := sortArguments(testCommand, args)
		if err != nil || len(got) != 4 || strings.Join(rest, " ") != strings.Join(words, " ") {
			t.Fatalf("%q: %v %q %q", args, err, got, rest)
		}
	})
}

func TestUnderstand(t *testing.T) {
	app := newApp(streams{})
	c, err := understand(app, []string{"init", "a", "-o", "b", "c"})
	if err != nil || c.command.Name != "init" || cmp.Diff([]string{"-o", "b", "--", "a", "c"}, c.args) != "" {
		t.Errorf("%v %v", c, err)
	}
	for _, args := range []string{"-h", "--help", "delineate --help nothing.yaml", "init -o x -h"} {
		if c, err := understand(app, strings.Fields(args)); err != nil || !c.help {
			t.Errorf("%s: %v %v", args, c, err)
		}
	}
	for _, args := range []string{"", "--quiet init", "nonsense", "init --force a"} {
		if _, err := understand(app, strings.Fields(args)); exitCode(err) != exitUsage {
			t.Errorf("%q: %v", args, err)
		}
	}
}
