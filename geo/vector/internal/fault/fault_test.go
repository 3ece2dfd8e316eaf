package fault_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"renewal/geo"
	"renewal/geo/vector/internal/fault"
)

func TestWords(t *testing.T) {
	broken := errors.New("broken")
	_, missing := os.Open("missing")
	many := make([]string, 23)
	for i := range many {
		many[i] = fmt.Sprint(i)
	}
	for _, c := range []struct {
		err, is error
		words   string
	}{
		{fault.Unreadable("a.shp", broken), geo.ErrUnreadable, "a.shp: cannot be read: broken"},
		{fault.Unreadable("a.shp", broken), broken, "a.shp: cannot be read: broken"},
		{fault.NoField("a.shp", "n", nil), geo.ErrNoField, `a.shp: no such field "n": the layer has none`},
		{fault.NoField("a.shp", "n", []string{"名称", "b"}), geo.ErrNoField, `a.shp: no such field "n": the layer has "名称", "b"`},
		{fault.NoField("a.shp", "n", many), geo.ErrNoField, `"19", and 3 more`},
		{fault.Cause(missing), os.ErrNotExist, "no such file"},
		{fault.Cause(broken), broken, "broken"},
	} {
		if !errors.Is(c.err, c.is) || !strings.Contains(c.err.Error(), c.words) || strings.Contains(c.err.Error(), "missing") {
			t.Errorf("got %v, want %s", c.err, c.words)
		}
	}
}
