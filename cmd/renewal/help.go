package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/urfave/cli/v2"
)

func helpCommand(s streams) *cli.Command {
	return &cli.Command{
		Name:      "help",
		Usage:     "say how a command is used",
		ArgsUsage: "[COMMAND]",
		Description: `COMMAND is one of the commands; without it, all are listed.

Exit codes: 0 done, 2 the command line makes no sense.

Example:
    renewal help delineate`,
		Action: func(c *cli.Context) error {
			args, err := arguments(c, 0, 1)
			if err != nil {
				return err
			}
			if len(args) == 0 {
				return writeAppHelp(s.out, c.App)
			}
			command := c.App.Command(args[0])
			if command == nil {
				return unknownCommand(c.App, args[0])
			}
			return writeHelp(s.out, command)
		},
	}
}

func writeAppHelp(w io.Writer, app *cli.App) error {
	t := tabwriter.NewWriter(w, 0, 0, 3, ' ', 0)
	fmt.Fprintf(t, "%s: %s\n\nUsage:\n    %s COMMAND [FLAGS] [ARGUMENTS]\n\nCommands:\n", app.Name, app.Usage, app.Name)
	for _, c := range app.Commands {
		fmt.Fprintf(t, "    %s\t%s\n", c.Name, c.Usage)
	}
	fmt.Fprintf(t, `
Flags and arguments of a command may come in any order; "--" ends the flags.

Exit codes: 0 done, 1 failed, 2 the command line makes no sense, 3 a layer,
study or ruleset cannot be used, 4 done, but a check asked for fails (a unit's
hard check, a finding of inspect, a limit of compare), 130 stopped by a signal.

Example:
    renewal help delineate
`)
	return t.Flush()
}

func writeHelp(w io.Writer, c *cli.Command) error {
	t := tabwriter.NewWriter(w, 0, 0, 3, ' ', 0)
	fmt.Fprintf(t, "renewal %s: %s\n\nUsage:\n    renewal %s", c.Name, c.Usage, c.Name)
	if len(c.Flags) > 0 {
		fmt.Fprint(t, " [FLAGS]")
	}
	if c.ArgsUsage != "" {
		fmt.Fprintf(t, " %s", c.ArgsUsage)
	}
	fmt.Fprintf(t, "\n\n%s\n", c.Description)
	if len(c.Flags) > 0 {
		fmt.Fprint(t, "\nFlags:\n")
	}
	for _, f := range c.Flags {
		d, ok := f.(cli.DocGenerationFlag)
		if !ok {
			continue
		}
		// cli marks the name of the value in the usage text by backquotes.
		value, usage := "", d.GetUsage()
		if before, rest, ok := strings.Cut(usage, "`"); ok {
			if name, after, ok := strings.Cut(rest, "`"); ok {
				value, usage = " "+name, before+name+after
			}
		}
		var names []string
		for _, n := range f.Names() {
			dash := "--"
			if len(n) == 1 {
				dash = "-"
			}
			names = append(names, dash+n)
		}
		fmt.Fprintf(t, "    %s%s\t%s\n", strings.Join(names, ", "), value, usage)
	}
	return t.Flush()
}
