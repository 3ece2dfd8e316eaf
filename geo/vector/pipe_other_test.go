//go:build !unix

package vector_test

import "errors"

func pipe(string) error { return errors.ErrUnsupported }
