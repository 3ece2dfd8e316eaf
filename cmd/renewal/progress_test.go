package main

import (
	"bytes"
	"strings"
	"testing"
)

func TestProgressOnlyOnTerminals(t *testing.T) {
	var b bytes.Buffer
	w, done := watch(&b, false)
	done()
	done()
	if w != nil || b.Len() > 0 {
		t.Errorf("%v %q", w, b.String())
	}
}

func TestProgressShowsStageAndClears(t *testing.T) {
	var b bytes.Buffer
	p := &progress{w: &b}
	p.Step(1) // before any stage
	p.Stage("measure", 10)
	p.Step(4)
	p.Step(20) // more than announced
	p.Stage("write", 0)
	p.Step(1)
	p.done()
	p.done()
	if text := b.String(); !strings.Contains(text, "measure") || !strings.Contains(text, "write") {
		t.Errorf("%q", text)
	}
	if lines := strings.Split(b.String(), "\r"); strings.TrimSpace(lines[len(lines)-1]) != "" {
		t.Errorf("left on the screen: %q", lines[len(lines)-1])
	}
}
