package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
)

// call is a command line understood: a command and its arguments, flags first.
type call struct {
	command *cli.Command
	args    []string
	help    bool // help is asked for, of the command or, without one, of all
}

// understand finds the command and puts its flags before its arguments, since
// cli takes flags that come later for arguments. What is left for cli to find
// are values of the wrong type.
func understand(app *cli.App, args []string) (call, error) {
	if len(args) == 0 {
		return call{}, &usageError{"no command given", "renewal help lists the commands"}
	}
	switch args[0] {
	case "-h", "--help", "-help":
		return call{help: true}, nil
	case "-v", "--version", "-version":
		return call{command: app.Command("version")}, nil
	}
	if strings.HasPrefix(args[0], "-") {
		return call{}, &usageError{fmt.Sprintf("flag %s before the command", args[0]), "renewal COMMAND [FLAGS] [ARGUMENTS], flags and arguments in any order"}
	}
	command := app.Command(args[0])
	if command == nil {
		return call{}, unknownCommand(app, args[0])
	}
	flags, rest, help, err := sortArguments(command, args[1:])
	if err != nil {
		return call{}, err
	}
	return call{command: command, args: slices.Concat(flags, []string{"--"}, rest), help: help}, nil
}

// sortArguments divides what follows a command into flags with their values and
// arguments. Everything after "--" is an argument, and so is "-".
func sortArguments(command *cli.Command, args []string) (flags, rest []string, help bool, err error) {
	for len(args) > 0 {
		arg := args[0]
		args = args[1:]
		if arg == "--" {
			return flags, append(rest, args...), help, nil
		}
		if arg == "-" || !strings.HasPrefix(arg, "-") {
			rest = append(rest, arg)
			continue
		}
		name, _, hasValue := strings.Cut(strings.TrimLeft(arg, "-"), "=")
		if name == "h" || name == "help" {
			help = true
			continue
		}
		flag := flagNamed(command, name)
		if flag == nil {
			return nil, nil, false, unknownFlag(command, arg)
		}
		flags = append(flags, arg)
		if !takesValue(flag) || hasValue {
			continue
		}
		// A flag is no value for another: "-o --json" has lost its folder.
		if len(args) == 0 || flagNamed(command, strings.TrimLeft(args[0], "-")) != nil && strings.HasPrefix(args[0], "-") {
			return nil, nil, false, &usageError{fmt.Sprintf("flag %s needs a value", arg), ""}
		}
		flags = append(flags, args[0])
		args = args[1:]
	}
	return flags, rest, help, nil
}

func flagNamed(command *cli.Command, name string) cli.Flag {
	for _, f := range command.Flags {
		if slices.Contains(f.Names(), name) {
			return f
		}
	}
	return nil
}

func takesValue(f cli.Flag) bool {
	d, ok := f.(cli.DocGenerationFlag)
	return ok && d.TakesValue()
}

func unknownFlag(command *cli.Command, arg string) error {
	e := &usageError{text: fmt.Sprintf("%s has no flag %s", command.Name, arg)}
	name, _, _ := strings.Cut(strings.TrimLeft(arg, "-"), "=")
	if s := cli.SuggestFlag(command.Flags, name, true); strings.HasPrefix(s, "--") && len(name) > 1 {
		e.hint = fmt.Sprintf("did you mean %s?", s)
	} else {
		e.hint = fmt.Sprintf("renewal help %s lists its flags", command.Name)
	}
	return e
}

func unknownCommand(app *cli.App, name string) error {
	e := &usageError{text: fmt.Sprintf("no command %q", name), hint: "renewal help lists the commands"}
	if s := cli.SuggestCommand(app.Commands, name); !strings.Contains(s, `""`) { // "" is like nothing
		e.hint = "d" + strings.TrimPrefix(s, "D")
	}
	return e
}

// arguments checks how many arguments a command was given; a negative most
// means any number.
func arguments(c *cli.Context, least, most int) ([]string, error) {
	args := c.Args().Slice()
	synopsis := strings.TrimSpace("renewal " + c.Command.Name + " " + c.Command.ArgsUsage)
	switch {
	case len(args) < least:
		return nil, &usageError{"too few arguments", synopsis}
	case most >= 0 && len(args) > most:
		return nil, &usageError{fmt.Sprintf("one argument too many: %q", args[most]), synopsis}
	case slices.Contains(args, ""):
		return nil, &usageError{"an argument is empty", synopsis}
	}
	return args, nil
}
