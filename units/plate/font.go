package plate

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
)

// ErrFont says that a file is no font, or cannot be read.
var ErrFont = errors.New("no font that can be read")

// Font has the letters of a PNG: those of a file, and beside them Latin ones that are
// always there. It is for one caller at a time.
type Font struct {
	faces []*sfnt.Font // the first that has a letter draws it
	buf   sfnt.Buffer
}

// Latin is the font without a file.
func Latin() *Font {
	f, err := sfnt.Parse(goregular.TTF)
	if err != nil {
		panic(err) // it comes with the library
	}
	return &Font{faces: []*sfnt.Font{f}}
}

// OpenFont reads a font (.ttf, .otf) or a collection of fonts (.ttc, .otc), of which
// it takes that for simplified Chinese.
func OpenFont(file string) (*Font, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %v", file, ErrFont, errors.Unwrap(err))
	}
	c, err := sfnt.ParseCollection(data) // takes a single font as well
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %w", file, ErrFont, err)
	}
	f := Latin()
	best, rank := (*sfnt.Font)(nil), 0
	for i := range c.NumFonts() {
		face, err := c.Font(i)
		if err != nil {
			return nil, fmt.Errorf("%s: %w: %w", file, ErrFont, err)
		}
		if r := simplified(face, &f.buf); best == nil || r > rank {
			best, rank = face, r
		}
	}
	if best != nil {
		f.faces = []*sfnt.Font{best, f.faces[0]}
	}
	return f, nil
}

// simplified says how well a font suits simplified Chinese.
func simplified(f *sfnt.Font, buf *sfnt.Buffer) int {
	rank := 0
	for _, r := range "更新单元" {
		if g, err := f.GlyphIndex(buf, r); err == nil && g != 0 {
			rank++
		}
	}
	name, _ := f.Name(buf, sfnt.NameIDFull)
	if strings.Contains(name, " SC") || strings.Contains(name, " CN") {
		rank += 2
	}
	if strings.Contains(name, "Mono") {
		rank--
	}
	return rank
}

// likely are files of fonts with Chinese, the best first.
var likely = []string{
	"NotoSansCJK-Regular.ttc", "NotoSansCJKsc-Regular.otf", "NotoSansSC-Regular.otf", "NotoSansSC-Regular.ttf", "NotoSansSC[wght].ttf",
	"SourceHanSansSC-Regular.otf", "SourceHanSansCN-Regular.otf", "SourceHanSans-Regular.ttc", "SourceHanSans.ttc",
	"msyh.ttc", "msyh.ttf", "PingFang.ttc", "Hiragino Sans GB.ttc", "STHeiti Light.ttc", "wqy-microhei.ttc", "wqy-zenhei.ttc",
	"simhei.ttf", "simsun.ttc", "NotoSerifCJK-Regular.ttc", "Songti.ttc", "uming.ttc", "DroidSansFallbackFull.ttf", "DroidSansFallback.ttf",
}

// ChineseFont finds a font with Chinese where systems keep their fonts; "" where
// there is none.
func ChineseFont() string {
	folders := []string{"/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts"}
	if home, err := os.UserHomeDir(); err == nil {
		folders = append(folders, filepath.Join(home, ".fonts"), filepath.Join(home, ".local", "share", "fonts"), filepath.Join(home, "Library", "Fonts"))
	}
	if windows := os.Getenv("WINDIR"); windows != "" {
		folders = append(folders, filepath.Join(windows, "Fonts"))
	}
	return chineseFont(folders)
}

func chineseFont(folders []string) string {
	best, at := "", len(likely)
	for _, folder := range folders {
		filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return nil // a folder that is not there has no fonts
			}
			if i := slices.Index(likely, d.Name()); i >= 0 && i < at && !d.IsDir() {
				best, at = path, i
			}
			return nil
		})
	}
	return best
}
