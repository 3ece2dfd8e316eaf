package workbook

import (
	"fmt"
	"io"
	"strings"
)

// look is how a cell is shown.
type look struct {
	format string
	tint   string
	guard  bool // text that stays text when edited
	head   bool
}

// looks gives each look its number in the file, in the order in which they are used.
// Number 0 is that of cells that nothing is said of.
type looks struct {
	ids map[look]int
	all []look
}

const (
	font     = "Microsoft YaHei" // every spreadsheet program has it, or what stands in for it
	headFill = "#2F3E4E"
	line     = "D0D5DA"
)

func newLooks() *looks { return &looks{ids: map[look]int{}} }

func (l *looks) of(k look) int {
	id, ok := l.ids[k]
	if !ok {
		l.all = append(l.all, k)
		id = len(l.all)
		l.ids[k] = id
	}
	return id
}

// numbered gives texts numbers in the order in which they come, from first on.
type numbered struct {
	first int
	all   []string
}

func (n *numbered) of(s string) int {
	for i, other := range n.all {
		if s == other {
			return n.first + i
		}
	}
	n.all = append(n.all, s)
	return n.first + len(n.all) - 1
}

// write writes the table of looks. Fonts are 0, in which widths are counted, 1 for
// cells and 2 for the header; borders 0 and 1; fills 0 and 1 are the format's own.
func (l *looks) write(w io.Writer) error {
	const text = 49 // the format's own "@"
	formats, fills := numbered{first: 164}, numbered{first: 2}
	var cells strings.Builder
	for _, k := range l.all {
		format, fill, font, align := 0, 0, 1, `vertical="top" wrapText="1"`
		switch {
		case k.guard:
			format = text
		case k.format != "":
			format, align = formats.of(k.format), `horizontal="right" vertical="top" indent="1"`
		}
		if k.tint != "" {
			fill = fills.of(strings.TrimPrefix(k.tint, "#"))
		}
		if k.head {
			font, align = 2, `horizontal="center" vertical="center" wrapText="1"`
		}
		fmt.Fprintf(&cells, `<xf numFmtId="%d" fontId="%d" fillId="%d" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment %s/></xf>`, format, font, fill, align)
	}

	var b strings.Builder
	fmt.Fprintf(&b, `<styleSheet xmlns="%s">`, mainSpace)
	if len(formats.all) > 0 {
		fmt.Fprintf(&b, `<numFmts count="%d">`, len(formats.all))
		for i, f := range formats.all {
			fmt.Fprintf(&b, `<numFmt numFmtId="%d" formatCode="%s"/>`, formats.first+i, escaped(f))
		}
		b.WriteString(`</numFmts>`)
	}
	fmt.Fprintf(&b, `<fonts count="3"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>`+
		`<font><sz val="10"/><color rgb="FF222222"/><name val="%[1]s"/><family val="2"/></font>`+
		`<font><b/><sz val="10"/><color rgb="FFFFFFFF"/><name val="%[1]s"/><family val="2"/></font></fonts>`, font)
	fmt.Fprintf(&b, `<fills count="%d"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>`, fills.first+len(fills.all))
	for _, colour := range fills.all {
		fmt.Fprintf(&b, `<fill><patternFill patternType="solid"><fgColor rgb="FF%s"/></patternFill></fill>`, colour)
	}
	fmt.Fprintf(&b, `</fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>`+
		`<border><left/><right style="thin"><color rgb="FF%[1]s"/></right><top/><bottom style="thin"><color rgb="FF%[1]s"/></bottom><diagonal/></border></borders>`, line)
	fmt.Fprintf(&b, `<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="%d"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>%s</cellXfs>`, len(l.all)+1, cells.String())
	b.WriteString(`<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`)
	_, err := io.WriteString(w, b.String())
	return err
}
