package mapsheet

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
)

// ErrNoFont says that no font with Chinese is where systems keep theirs.
var ErrNoFont = errors.New("no font with Chinese was found on this machine")

// known are files of fonts that have Chinese, the most legible on maps first.
var known = []string{
	"NotoSansCJK-Regular.ttc", "NotoSansCJKsc-Regular.otf", "NotoSansSC-Regular.otf", "SourceHanSansSC-Regular.otf", "SourceHanSansCN-Regular.otf",
	"PingFang.ttc", "msyh.ttc", "msyh.ttf", "wqy-microhei.ttc", "wqy-zenhei.ttc", "STHeiti Light.ttc", "simhei.ttf", "DroidSansFallbackFull.ttf", "simsun.ttc", "NotoSerifCJK-Regular.ttc",
}

// places are where systems keep fonts.
func places() []string {
	all := []string{"/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts", filepath.Join(os.Getenv("WINDIR"), "Fonts")}
	if home, err := os.UserHomeDir(); err == nil {
		all = append(all, filepath.Join(home, ".fonts"), filepath.Join(home, ".local/share/fonts"), filepath.Join(home, "Library/Fonts"))
	}
	return all
}

// FindFont reads the first font of those known to have Chinese that is on this
// machine; ErrNoFont says that there is none.
func FindFont() (*opentype.Font, error) {
	found := map[string]string{}
	for _, place := range places() {
		filepath.WalkDir(place, func(path string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				if _, there := found[strings.ToLower(d.Name())]; !there {
					found[strings.ToLower(d.Name())] = path
				}
			}
			return nil // what cannot be read has no font for us
		})
	}
	for _, name := range known {
		path, ok := found[strings.ToLower(name)]
		if !ok {
			continue
		}
		if f, err := ReadFont(path); err == nil {
			return f, nil
		}
	}
	return nil, ErrNoFont
}

// ReadFont reads a font, or of a collection the first that is for simplified Chinese,
// and looks whether it has Chinese.
func ReadFont(path string) (*opentype.Font, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	collection, err := opentype.ParseCollection(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var buffer sfnt.Buffer
	var fonts []*opentype.Font
	for i := range collection.NumFonts() {
		f, err := collection.Font(i)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		if glyph, err := f.GlyphIndex(&buffer, '更'); err == nil && glyph != 0 {
			fonts = append(fonts, f)
		}
	}
	if len(fonts) == 0 {
		return nil, fmt.Errorf("%s: the font has no Chinese", path)
	}
	simplified := slices.IndexFunc(fonts, func(f *opentype.Font) bool {
		name, err := f.Name(&buffer, sfnt.NameIDFull)
		return err == nil && strings.Contains(name, " SC")
	})
	return fonts[max(simplified, 0)], nil
}
