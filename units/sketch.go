package units

import "context"

func Sketch(ctx context.Context, dir string, files []string) ([]byte, []string, error) {
	return nil, nil, errNoPipeline
}
