package main

import (
	_ "github.com/expr-lang/expr"
	_ "github.com/goccy/go-yaml"
	_ "github.com/google/go-cmp/cmp"
	_ "github.com/rogpeppe/go-internal/testscript"
	_ "github.com/schollz/progressbar/v3"
	_ "github.com/twpayne/go-geom/bigxy"
	_ "github.com/twpayne/go-geos"
	_ "github.com/urfave/cli/v2"
	_ "pgregory.net/rapid"
	_ "golang.org/x/term"
	_ "golang.org/x/text/encoding/simplifiedchinese"
)

func main() {}
