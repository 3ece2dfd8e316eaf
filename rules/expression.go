package rules

import (
	"errors"
	"strings"
	"unicode"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/checker"
	"github.com/expr-lang/expr/conf"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"
)

// expression is a parsed formula or filter. Grammar and types are those of
// expr-lang; it is evaluated by this package, because its values may be
// unknown (see compile.go).
type expression struct {
	text string
	root ast.Node
}

// fault is something wrong at a character of an expression.
type fault struct {
	offset  int // characters from its start
	message string
}

// parse reads an expression over names of the given types ("" is text, 0.0 a
// number, false a flag) and checks its types.
func parse(text string, names map[string]any) (expression, *fault) {
	if len([]rune(text)) > maxExpression {
		return expression{}, &fault{0, "expression is too long"}
	}
	env := conf.New(names)
	env.MaxNodes = maxExpression
	tree, err := parser.ParseWithConfig(text, env)
	if err == nil {
		_, err = checker.Check(tree, env)
	}
	if err != nil {
		f := &fault{message: err.Error()}
		var e *file.Error
		if errors.As(err, &e) {
			f = &fault{e.Location.From, e.Message}
		}
		f.message = strings.Join(strings.Fields(f.message), " ")
		return expression{}, f
	}
	return expression{text, tree.Node}, nil
}

// identifiers calls f for each name used, in the order of the text; a name used
// twice comes twice.
func (e expression) identifiers(f func(name string, offset int)) {
	ast.Walk(&e.root, visit(func(n ast.Node) {
		if id, ok := n.(*ast.IdentifierNode); ok {
			f(id.Value, id.Location().From)
		}
	}))
}

type visit func(ast.Node)

func (v visit) Visit(n *ast.Node) { v(*n) }

// locate finds where the character at an offset of a scalar's text stands in
// the file. YAML folds and indents blanks but keeps everything else, so the
// characters other than blanks are counted along from the start of the scalar.
func locate(source []string, s scalar, offset int) place {
	skip := 0
	for i, c := range []rune(s.text) {
		if i >= offset {
			break
		}
		if !unicode.IsSpace(c) {
			skip++
		}
	}
	line, column := s.at.line, s.at.column
	if line < 1 || line > len(source) {
		return s.at
	}
	rest := []rune(source[line-1])
	if column-1 > len(rest) {
		return s.at
	}
	switch first := at(rest, column-1); first {
	case '"', '\'':
		column++
	case '|', '>':
		line, column = line+1, 1
	}
	for ; line <= len(source); line, column = line+1, 1 {
		row := []rune(source[line-1])
		for ; column <= len(row); column++ {
			if unicode.IsSpace(row[column-1]) {
				continue
			}
			if skip == 0 {
				return place{line, column}
			}
			skip--
		}
	}
	return s.at // the end of the file: point to the start
}

func at(row []rune, i int) rune {
	if i >= 0 && i < len(row) {
		return row[i]
	}
	return 0
}
