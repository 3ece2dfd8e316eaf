package compare

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

type junitSuite struct {
	XMLName  xml.Name    `xml:"testsuite"`
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Skipped  int         `xml:"skipped,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Class   string        `xml:"classname,attr"`
	Name    string        `xml:"name,attr"`
	Failure *junitMessage `xml:"failure"`
	Skipped *junitMessage `xml:"skipped"`
}

type junitMessage struct {
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

// WriteJUnit writes a test case for each limit and for each unit, as CI servers read
// them. A limit that could not be measured is skipped.
func (r *Report) WriteJUnit(w io.Writer) error {
	s := junitSuite{Name: "renewal compare " + r.Reference.File + " " + r.Candidate.File}
	add := func(class, name string, failure, skipped *junitMessage) {
		s.Tests++
		if failure != nil {
			s.Failures++
		}
		if skipped != nil {
			s.Skipped++
		}
		s.Cases = append(s.Cases, junitCase{class, clean(name), failure, skipped})
	}
	for _, l := range r.Limits {
		switch {
		case l.Outcome == Unknown:
			add("limit", l.Limit, nil, &junitMessage{Message: "there is nothing to measure it on"})
		case l.Outcome == Fail && l.Units > 0:
			add("limit", l.Limit, message(fmt.Sprintf("%d units fail; the worst has %.6g", l.Units, *l.Value)), nil)
		case l.Outcome == Fail:
			add("limit", l.Limit, message(fmt.Sprintf("it is %.6g", *l.Value)), nil)
		default:
			add("limit", l.Limit, nil, nil)
		}
	}
	failed := map[string]*junitMessage{}
	for _, f := range r.Failures {
		key := f.Unit
		if f.New {
			key = "new\x00" + key
		}
		failed[key] = message(f.String())
	}
	for i := range r.Units {
		add("unit", r.Units[i].ID, failed[r.Units[i].ID], nil)
	}
	for i := range r.New {
		add("new unit", r.New[i].ID, failed["new\x00"+r.New[i].ID], nil)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(s); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func message(text string) *junitMessage {
	return &junitMessage{Message: clean(text), Text: clean(text)}
}

// clean takes out what XML cannot hold; the encoder escapes the rest.
func clean(text string) string {
	return strings.Map(func(c rune) rune {
		if c < ' ' {
			return '\uFFFD'
		}
		return c
	}, text)
}
