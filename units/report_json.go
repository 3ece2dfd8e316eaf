package units

import (
	"bytes"
	"encoding/json"
	"io"
	"reflect"
)

// write writes the report as JSON, one member a line and the elements of long
// lists one a line each, so that two reports can be compared line by line.
func (r *Report) write(w io.Writer) error {
	lines := newLines(w)
	value := reflect.ValueOf(r).Elem()
	lines.text("{")
	for i := range value.NumField() {
		if i > 0 {
			lines.text(",")
		}
		lines.text("\n\"" + value.Type().Field(i).Tag.Get("json") + "\": ")
		field := value.Field(i)
		if field.Kind() != reflect.Slice {
			lines.value(field.Addr().Interface())
			continue
		}
		lines.text("[")
		for k := range field.Len() {
			if k > 0 {
				lines.text(",")
			}
			lines.text("\n ")
			lines.value(field.Index(k).Addr().Interface())
		}
		lines.text("]")
	}
	lines.text("\n}\n")
	return lines.err
}

// lines writes values in a line each, without the escapes that HTML needs, in room
// that is used again.
type lines struct {
	w    io.Writer
	line bytes.Buffer
	json *json.Encoder
	err  error // the first
}

func newLines(w io.Writer) *lines {
	l := &lines{w: w}
	l.json = json.NewEncoder(&l.line)
	l.json.SetEscapeHTML(false)
	return l
}

func (l *lines) text(s string) {
	if l.err == nil {
		_, l.err = io.WriteString(l.w, s)
	}
}

func (l *lines) value(v any) {
	if l.err != nil {
		return
	}
	l.line.Reset()
	if l.err = l.json.Encode(v); l.err == nil {
		_, l.err = l.w.Write(bytes.TrimSuffix(l.line.Bytes(), []byte("\n")))
	}
}
