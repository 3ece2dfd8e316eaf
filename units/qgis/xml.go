package qgis

import (
	"bytes"
	"encoding/xml"
	"strconv"
	"strings"
)

// node is an element of XML.
type node struct {
	name  string
	attrs []string // names and values in turn
	text  string
	kids  []node
}

func el(name string, attrs ...string) node { return node{name: name, attrs: attrs} }

func text(name, value string, attrs ...string) node {
	return node{name: name, attrs: attrs, text: value}
}

func (n node) with(kids ...node) node {
	n.kids = append(n.kids[:len(n.kids):len(n.kids)], kids...)
	return n
}

// document is a node with the first line that QGIS looks for.
func (n node) document() []byte {
	b := bytes.NewBufferString("<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n")
	n.write(b)
	b.WriteByte('\n')
	return b.Bytes()
}

func (n node) write(b *bytes.Buffer) {
	b.WriteString("<" + n.name)
	for i := 0; i+1 < len(n.attrs); i += 2 {
		b.WriteString(" " + n.attrs[i] + `="` + escaped(n.attrs[i+1]) + `"`)
	}
	if n.text == "" && len(n.kids) == 0 {
		b.WriteString("/>")
		return
	}
	b.WriteString(">" + escaped(n.text))
	for _, k := range n.kids {
		k.write(b)
	}
	b.WriteString("</" + n.name + ">")
}

// escaped leaves out what XML cannot hold; EscapeText would put U+FFFD there.
func escaped(s string) string {
	s = strings.Map(func(c rune) rune {
		if c < ' ' && c != '\t' && c != '\n' || c == 0xFFFE || c == 0xFFFF {
			return -1
		}
		return c
	}, s)
	var b strings.Builder
	xml.EscapeText(&b, []byte(s)) // a Builder takes everything
	return b.String()
}

// options is QGIS's map of settings, given as names and values in turn.
func options(pairs ...string) node {
	m := el("Option", "type", "Map")
	for i := 0; i+1 < len(pairs); i += 2 {
		m.kids = append(m.kids, el("Option", "type", "QString", "name", pairs[i], "value", pairs[i+1]))
	}
	return m
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
