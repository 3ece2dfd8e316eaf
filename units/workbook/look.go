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
	file *excelize.File
	ids  map[look]int
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

// cell is a cell for the file; nil for an empty one without a colour.
func (l *looks) cell(c Cell) (any, error) {
	k := look{format: c.format, tint: c.Tint, guard: c.format == "" && formulaLike(c.text)}
	id, err := l.of(k)
	if err != nil {
		return nil, err
	}
	if c.format != "" {
		return excelize.Cell{StyleID: id, Value: c.number}, nil
	}
	if c.text == "" {
		return excelize.Cell{StyleID: id}, nil
	}
	return excelize.Cell{StyleID: id, Value: c.text}, nil
}
