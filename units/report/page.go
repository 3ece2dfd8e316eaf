package report

import (
	"bufio"
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"os"
	"strings"

	"renewal/units"
	"renewal/units/compare"
)

//go:embed assets
var assets embed.FS

// Page is report.html. It has a section on what differs from a reference, unless
// against is nil.
func Page(against *compare.Report) units.File {
	return units.File{Name: "report.html", Write: func(ctx context.Context, r *units.Result, path string) error {
		return writePage(ctx, r, against, path)
	}}
}

// scripts and styles of the page, in the order in which they stand there.
var (
	scripts = []string{"leaflet.js", "words.js", "map.js", "charts.js", "tune.js", "previous.js", "compare.js", "sheet.js", "page.js"}
	styles  = []string{"leaflet.css", "page.css", "print.css"}
)

func writePage(ctx context.Context, r *units.Result, against *compare.Report, path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	b := bufio.NewWriterSize(f, 1<<20)
	if err := page(ctx, b, r, against); err != nil {
		f.Close()
		return err
	}
	if err := b.Flush(); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// page fills the frame: {{title}}, {{styles}}, {{scripts}} and {{data}} stand in it.
func page(ctx context.Context, w io.Writer, r *units.Result, against *compare.Report) error {
	data, err := dataOf(ctx, r)
	if err != nil {
		return err
	}
	data.Compare = against
	for part := range strings.SplitSeq(asset("page.html"), "{{") {
		name, rest, found := strings.Cut(part, "}}")
		if !found {
			name, rest = "", part
		}
		switch name {
		case "title":
			_, err = io.WriteString(w, html.EscapeString(r.Report.Study.Name))
		case "styles":
			for _, s := range styles {
				fmt.Fprintf(w, "<style>\n%s</style>\n", asset(s))
			}
		case "scripts":
			for _, s := range scripts {
				fmt.Fprintf(w, "<script>\n%s</script>\n", asset(s))
			}
		case "data":
			err = json.NewEncoder(w).Encode(data) // with <, > and & escaped, so that no tag can end
		}
		if err != nil {
			return err
		}
		if _, err := io.WriteString(w, rest); err != nil {
			return err
		}
	}
	return nil
}

func asset(name string) string {
	text, err := assets.ReadFile("assets/" + name)
	if err != nil {
		panic(err) // it is built in
	}
	return string(text)
}
