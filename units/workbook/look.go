package workbook

import (
	"strings"

	"github.com/xuri/excelize/v2"
)

// look is how a cell is shown.
type look struct {
	format string
	tint   string
	guard  bool // text that stays text when edited
	head   bool
}

// looks gives each look its number in the file, in the order in which they are used.
type looks struct {
	file  *excelize.File
	ids   map[look]int
	texts map[Cell]any // cells of text as the file takes them: most texts are in many
}

func newLooks(f *excelize.File) *looks {
	return &looks{f, map[look]int{}, map[Cell]any{}}
}

const (
	font     = "Microsoft YaHei" // every spreadsheet program has it, or what stands in for it
	headFill = "#2F3E4E"
	line     = "#D0D5DA"
)

func (l *looks) of(k look) (int, error) {
	if id, ok := l.ids[k]; ok {
		return id, nil
	}
	s := &excelize.Style{
		Font:      &excelize.Font{Family: font, Size: 10, Color: "#222222"},
		Alignment: &excelize.Alignment{Vertical: "top", WrapText: k.format == ""},
		Border:    []excelize.Border{{Type: "bottom", Style: 1, Color: line}, {Type: "right", Style: 1, Color: line}},
	}
	const textFormat = 49 // "@"
	switch {
	case k.guard:
		s.NumFmt = textFormat
	case k.format != "":
		s.CustomNumFmt = &k.format
	}
	if k.format != "" {
		s.Alignment.Horizontal, s.Alignment.Indent = "right", 1
	}
	if k.tint != "" {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{strings.TrimPrefix(k.tint, "#")}}
	}
	if k.head {
		s.Font.Bold, s.Font.Color = true, "#FFFFFF"
		s.Alignment = &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}
	}
	id, err := l.file.NewStyle(s)
	l.ids[k] = id
	return id, err
}

// cell is a cell as the file takes it.
func (l *looks) cell(c Cell) (any, error) {
	if c.format != "" {
		id, err := l.of(look{format: c.format, tint: c.Tint})
		return excelize.Cell{StyleID: id, Value: c.number}, err
	}
	if made, ok := l.texts[c]; ok {
		return made, nil
	}
	id, err := l.of(look{tint: c.Tint, guard: formulaLike(c.text)})
	if err != nil {
		return nil, err
	}
	made := excelize.Cell{StyleID: id}
	if c.text != "" {
		made.Value = c.text
	}
	l.texts[c] = made
	return l.texts[c], nil
}
