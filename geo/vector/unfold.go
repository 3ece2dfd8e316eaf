package vector

import (
	"os"
	"path/filepath"
	"strings"
)

// deepest is how many folders within a folder are looked into: planners sort their
// layers by subject, and nobody means a whole disk.
const deepest = 3

// Unfold puts in the place of each folder what can be read in it and in folders
// within, sorted by name: a folder read as one thing shows its Shapefiles alone. A
// folder that is a data set itself, such as a File Geodatabase, stays one, and so
// does a folder in which nothing can be read, of which the reader then says so.
func Unfold(files []string) []string {
	var all []string
	for _, file := range files {
		if inner := unfolded(file, deepest); len(inner) > 0 {
			all = append(all, inner...)
		} else {
			all = append(all, file)
		}
	}
	return all
}

// unfolded is what can be read in a folder; nil for anything else.
func unfolded(folder string, depth int) []string {
	if strings.EqualFold(filepath.Ext(folder), fileGDB.endings[0]) || depth < 0 {
		return nil
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil
	}
	var all []string
	for _, e := range entries {
		path := filepath.Join(folder, e.Name())
		if inner := unfolded(path, depth-1); e.IsDir() && len(inner) > 0 {
			all = append(all, inner...)
		} else if !sideFile(path) && !leftAbout(e.Name()) {
			if _, err := formatOf(path); err == nil {
				all = append(all, path)
			}
		}
	}
	return all
}

// sideFile reports whether a file is a part of another, which stands for both.
func sideFile(path string) bool {
	for part, whole := range map[string]string{".shx": ".shp", ".dbf": ".shp", ".mid": ".mif"} {
		if strings.EqualFold(filepath.Ext(path), part) && exists(sibling(path, whole)) {
			return true
		}
	}
	return false
}

// leftAbout tells the files that programs leave about, such as drafts and locks.
func leftAbout(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$")
}
