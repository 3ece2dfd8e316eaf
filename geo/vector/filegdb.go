package vector

// A File Geodatabase is a folder, or that folder in a ZIP archive.
var fileGDB = driver{name: "OpenFileGDB", endings: []string{".gdb"}}
