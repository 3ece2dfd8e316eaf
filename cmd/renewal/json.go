package main

import (
	"encoding/json"
	"io"
)

// printJSON writes what a command found for machines: indented, and with <, > and &
// as they are, since it goes to a terminal or a file and not into a page.
func printJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
