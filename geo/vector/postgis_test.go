package vector_test

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/vector"
)

// server starts a PostgreSQL with PostGIS of its own, on a socket in a folder of
// its own, and returns that folder. PostgreSQL refuses to run as root; then it
// runs as the user postgres.
func server(t *testing.T) string {
	t.Helper()
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if path, err := exec.LookPath("initdb"); err == nil && len(found) == 0 {
		found = []string{path}
	}
	if len(found) == 0 {
		t.Skip("PostgreSQL is not installed")
	}
	slices.Sort(found)
	bin := filepath.Dir(found[len(found)-1])
	if _, err := exec.LookPath("ogr2ogr"); err != nil {
		t.Skip("ogr2ogr is not installed")
	}
	dir, err := os.MkdirTemp("", "pg") // short, as the name of a socket must be
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	var as *syscall.SysProcAttr
	if os.Geteuid() == 0 {
		u, err := user.Lookup("postgres")
		if err != nil {
			t.Skip("there is no user postgres, and PostgreSQL does not run as root")
		}
		uid, _ := strconv.Atoi(u.Uid)
		gid, _ := strconv.Atoi(u.Gid)
		if err := os.Chown(dir, uid, gid); err != nil {
			t.Fatal(err)
		}
		as = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
	}
	command := func(name string, args ...string) *exec.Cmd {
		c := exec.Command(filepath.Join(bin, name), args...)
		c.SysProcAttr, c.Dir = as, dir
		c.Env = append(os.Environ(), "LC_ALL=C")
		return c
	}
	if out, err := command("initdb", "-D", dir+"/data", "-U", "planner", "-A", "trust", "-E", "UTF8", "--no-sync").CombinedOutput(); err != nil {
		t.Skipf("no database can be made here: %v\n%s", err, out)
	}
	run := command("postgres", "-D", dir+"/data", "-k", dir, "-h", "", "-F")
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		run.Process.Signal(syscall.SIGINT)
		run.Wait()
	})
	for range 100 {
		if command("pg_isready", "-h", dir, "-q").Run() == nil {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	if out, err := command("psql", "-h", dir, "-U", "planner", "-d", "postgres", "-c", "create extension postgis").CombinedOutput(); err != nil {
		t.Skipf("PostGIS is not installed: %v\n%s", err, out)
	}
	return dir
}

func TestMatrixPostGIS(t *testing.T) {
	dir := server(t)
	pg := "PG:host=" + dir + " user=planner dbname=postgres"
	path := makeMatrix(t, "GPKG", filepath.Join(t.TempDir(), "parcels.gpkg"))
	if out, err := exec.Command("ogr2ogr", "-f", "PostgreSQL", pg, path, "-lco", "LAUNDER=NO", "-lco", "FID=fid").CombinedOutput(); err != nil {
		t.Skipf("this GDAL writes no PostGIS: %v\n%s", err, out)
	}
	origin := geo.Origin{Format: "PostgreSQL", Encoding: "UTF-8", EncodingBy: geo.ByFormat, CRSBy: geo.InFile}
	for _, name := range []string{
		pg, "postgresql://planner:geheim@/postgres?host=" + dir, "postgres://planner@/postgres?host=" + dir, pg + " password='ge heim'",
	} {
		checkMatrix(t, vector.Source{File: name}, matrix(), false, origin)
		if got := read(t, vector.Source{File: name, Layer: "parcels"}); strings.Contains(got.Source, "heim") || !strings.HasSuffix(got.Source, ":parcels") {
			t.Errorf("source %q", got.Source)
		}
	}
	for _, c := range []struct {
		field  string
		op     vector.Op
		values []string
		within *orb.Bound
		want   int
	}{
		{"名称", vector.In, []string{"城中村", "老旧小区"}, nil, 2},
		{"code", vector.IsNull, nil, nil, 1},
		{"code", vector.NotIn, []string{"R2"}, nil, 2},
		{"层数", vector.AtLeast, []string{"0"}, nil, 2},
		{"big", vector.Less, []string{"-9007199254740991"}, nil, 1},
		{"far", vector.AtMost, []string{"1.0625"}, nil, 2},
		{"far", vector.In, []string{"2.5"}, &orb.Bound{Min: orb.Point{113, 34}, Max: orb.Point{114, 35}}, 1},
		{"far", vector.In, []string{"2.5"}, &orb.Bound{Min: orb.Point{115, 34}, Max: orb.Point{116, 35}}, 0},
	} {
		got := read(t, vector.Source{File: pg, Where: []vector.Condition{{Field: c.field, Op: c.op, Values: c.values}}, Within: c.within})
		if got.Len() != c.want {
			t.Errorf("%s %s %q: %d features", c.field, c.op, c.values, got.Len())
		}
	}
	_, err := vector.Read(context.Background(), vector.Source{File: pg, Layer: "none"})
	if !errors.Is(err, geo.ErrNoLayer) {
		t.Errorf("no layer: %v", err)
	}
}

// A password is not shown, whatever goes wrong.
func TestPasswordsAreHidden(t *testing.T) {
	for _, name := range []string{
		"PG:host=/nonexistent user=planner password=geheim dbname=a",
		"PG:host=/nonexistent password = 'geheim \\' x' dbname=a",
		"postgresql://planner:geheim@/a?host=/nonexistent",
		"postgres://planner@/a?host=/nonexistent&password=geheim",
		"PG:host=/nonexistent nonsense=geheim PASSWORD=geheim",
	} {
		_, err := vector.Read(context.Background(), vector.Source{File: name, CRS: "EPSG:4547"})
		if err == nil || strings.Contains(strings.ReplaceAll(err.Error(), "nonsense=geheim", ""), "geheim") || !errors.Is(err, geo.ErrUnreadable) {
			t.Errorf("got %v", err)
		}
		if _, err = vector.Layers(context.Background(), name); err == nil || strings.Contains(strings.ReplaceAll(err.Error(), "nonsense=geheim", ""), "geheim") {
			t.Errorf("got %v", err)
		}
		if _, err = vector.Read(context.Background(), vector.Source{File: name, CRS: "nonsense"}); strings.Contains(strings.ReplaceAll(err.Error(), "nonsense=geheim", ""), "geheim") {
			t.Errorf("got %v", err)
		}
	}
}
