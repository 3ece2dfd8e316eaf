package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"renewal/rules"
	"renewal/units"
	"renewal/units/study"
)

func rulesCommand(s streams) *cli.Command {
	return &cli.Command{
		Name:      "rules",
		Usage:     "check, print, compare and test rulesets",
		ArgsUsage: "check|print|test|diff RULESET [FILE]",
		Description: `RULESET is a ruleset file (YAML) or the name of one that comes with the program.

check tells everything that is wrong with it, with line and column.
print writes it for people to read, in the language of --lang.
test judges the examples of FILE by it, or its own if it comes with the program.
diff tells in what the ruleset FILE differs from RULESET, and with --study which
units of that study, as they are drawn by RULESET, it would class otherwise.

Exit codes: 0 done, 1 failed, 2 the command line makes no sense, 3 a ruleset,
examples or the study cannot be used, 4 an example does not come out as it says,
130 stopped by a signal.

Example:
    renewal rules print zhengzhou --lang zh`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "lang", Value: "zh", Usage: "print in `LANG`, zh or en"},
			&cli.StringFlag{Name: "study", Usage: "for diff: the units of `STUDY`"},
			&cli.BoolFlag{Name: "yaml", Usage: "for print: the file itself, to start one's own from"},
		},
		Action: func(c *cli.Context) error {
			args, err := arguments(c, 2, 3)
			if err != nil {
				return err
			}
			actions := map[string]struct {
				most int
				do   func(*cli.Context, streams, []string) error
			}{"check": {2, checkRules}, "print": {2, printRules}, "test": {3, testRules}, "diff": {3, diffRules}}
			action, ok := actions[args[0]]
			switch {
			case !ok:
				return &usageError{fmt.Sprintf("rules cannot %q", args[0]), "renewal rules check|print|test|diff RULESET"}
			case len(args) > action.most:
				return &usageError{fmt.Sprintf("one argument too many: %q", args[action.most]), ""}
			case args[0] == "diff" && len(args) < 3:
				return &usageError{"diff needs two rulesets", "renewal rules diff RULESET FILE"}
			}
			return action.do(c, s, args[1:])
		},
	}
}

// loadRules loads a ruleset; each of its mistakes is an error of its own.
func loadRules(name string) (*rules.Ruleset, error) {
	rs, err := rules.Load(name)
	return rs, apart(err)
}

// apart makes of the mistakes of a file an error each, for a line each.
func apart(err error) error {
	var all rules.Errors
	if !errors.As(err, &all) {
		return err
	}
	return errors.Join(all.Unwrap()...)
}

func checkRules(_ *cli.Context, s streams, args []string) error {
	rs, err := loadRules(args[0])
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.out, "%s %s: %d criteria, %d checks, %d measures, %d kinds of resources; nothing wrong\n",
		rs.Name, oneLine(rs.Version), len(rs.Criteria), len(rs.Checks), len(rs.Measures), len(rs.Resources))
	return err
}

func printRules(c *cli.Context, s streams, args []string) error {
	language, ok := map[string]rules.Language{"zh": rules.Chinese, "en": rules.English}[c.String("lang")]
	if !ok {
		return &usageError{fmt.Sprintf("there is no language %q", c.String("lang")), "--lang zh or --lang en"}
	}
	rs, err := loadRules(args[0])
	if err != nil {
		return err
	}
	if c.Bool("yaml") {
		text, err := rules.SourceOf(args[0])
		if err != nil {
			return &usageError{fmt.Sprintf("--yaml is for rulesets that come with the program: %s", strings.Join(rules.Builtin(), ", ")), ""}
		}
		_, err = s.out.Write(text)
		return err
	}
	return rs.Print(s.out, language)
}

func testRules(_ *cli.Context, s streams, args []string) error {
	rs, err := loadRules(args[0])
	if err != nil {
		return err
	}
	e, err := rules.LoadExamples(args[len(args)-1], rs)
	if err != nil {
		return apart(err)
	}
	wrong := e.Run(rs)
	for _, m := range wrong {
		fmt.Fprintln(s.out, oneLine(m.String()))
	}
	unshown := e.Unshown(rs)
	for _, what := range unshown {
		fmt.Fprintf(s.err, "renewal: note: no example shows %s\n", what)
	}
	if len(wrong) > 0 {
		return &errLimit{fmt.Sprintf("%d examples do not come out as they say", len(wrong))}
	}
	_, err = fmt.Fprintf(s.out, "%s: all examples come out as they say; %d outcomes have none\n", rs.Name, len(unshown))
	return err
}

func diffRules(c *cli.Context, s streams, args []string) error {
	older, err := loadRules(args[0])
	if err != nil {
		return err
	}
	newer, err := loadRules(args[1])
	if err != nil {
		return err
	}
	differences := rules.Diff(older, newer)
	for _, d := range differences {
		name := strings.TrimSpace(d.Section + " " + d.ID)
		fmt.Fprintf(s.out, "%s: %s\n", name, d.What)
		for _, part := range []struct{ sign, text string }{{"-", d.Old}, {"+", d.New}} {
			if part.text != "" {
				fmt.Fprintf(s.out, "  %s %s\n", part.sign, oneLine(part.text))
			}
		}
	}
	if len(differences) == 0 {
		fmt.Fprintln(s.out, "no difference")
	}
	if c.String("study") == "" {
		return nil
	}
	st, err := study.Read(c.String("study"))
	if err != nil {
		return err
	}
	st.Ruleset = args[0]
	result, err := units.Delineate(c.Context, st, nil)
	if err != nil {
		return err
	}
	changed, err := result.Reclassify(c.Context, newer)
	if err != nil {
		return err
	}
	fmt.Fprintf(s.out, "\n%d of %d units would be classed otherwise\n", len(changed), len(result.Report.Units))
	for _, u := range changed {
		fmt.Fprintf(s.out, "%s %s: %s → %s\n", oneLine(u.Unit), oneLine(u.Name), u.From, u.To)
		for _, why := range u.Why {
			fmt.Fprintf(s.out, "  %s\n", oneLine(why))
		}
	}
	return nil
}
