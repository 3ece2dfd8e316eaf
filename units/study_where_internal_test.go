package units

import (
	"strings"
	"testing"

	"renewal/geo/vector"
)

func TestMasked(t *testing.T) {
	for _, c := range []struct{ file, want string }{
		{"city.gpkg", "city.gpkg"},
		{"password=x.gpkg", "password=x.gpkg"}, // a file of that name
		{"PG:dbname=city", "PG:dbname=city"},
		{"PG:dbname=city password=geheim host=h", "PG:dbname=city password=… host=h"},
		{"PG:password = 'a b\\' c' host=h", "PG:password = … host=h"},
		{"PG:PASSWORD='never closed", "PG:PASSWORD=…"},
		{"PG:postgresql://me:geheim@h:5432/city", "PG:postgresql://me:…@h:5432/city"},
		{"postgresql://me:ge@heim@h/city?sslmode=require", "postgresql://me:…@h/city?sslmode=require"},
		{"postgresql://me@h/city?password=geheim&x=1", "postgresql://me@h/city?password=…&x=1"},
		{"/vsizip/a.zip/b.shp", "/vsizip/a.zip/b.shp"},
	} {
		got := masked(c.file)
		if got != c.want || strings.Contains(got, "geheim") {
			t.Errorf("%s is shown as %s, want %s", c.file, got, c.want)
		}
	}
}

func TestWhereWords(t *testing.T) {
	got := whereWords([]vector.Condition{
		{Field: "BZ", Op: vector.IsNull}, {Field: "LX", Op: vector.In, Values: []string{"a"}}, {Field: "ZT", Op: vector.In, Values: []string{"b", "c"}},
	})
	if want := "BZ is null and LX = a and ZT in b, c"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
