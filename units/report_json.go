package units

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"reflect"
)

// write writes the report as JSON, one member a line and the elements of long
// lists one a line each, so that two reports can be compared line by line.
func (r *Report) write(w io.Writer) error {
	b := bufio.NewWriter(w)
	value := reflect.ValueOf(r).Elem()
	b.WriteString("{")
	for i := range value.NumField() {
		if i > 0 {
			b.WriteString(",")
		}
		b.WriteString("\n\"" + value.Type().Field(i).Tag.Get("json") + "\": ")
		field := value.Field(i)
		if field.Kind() != reflect.Slice {
			if err := encode(b, field.Interface()); err != nil {
				return err
			}
			continue
		}
		b.WriteString("[")
		for k := range field.Len() {
			if k > 0 {
				b.WriteString(",")
			}
			b.WriteString("\n ")
			if err := encode(b, field.Index(k).Interface()); err != nil {
				return err
			}
		}
		b.WriteString("]")
	}
	b.WriteString("\n}\n")
	return b.Flush()
}

// encode writes a value in one line, without the escapes that HTML needs.
func encode(w io.Writer, v any) error {
	var line bytes.Buffer
	e := json.NewEncoder(&line)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return err
	}
	_, err := w.Write(bytes.TrimRight(line.Bytes(), "\n"))
	return err
}
