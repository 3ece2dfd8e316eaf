package vector_test

import (
	"context"
	"strings"
	"testing"

	"renewal/geo/vector"
)

func TestRedacted(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"city.gpkg", "city.gpkg"},
		{"password=x.gpkg", "password=x.gpkg"}, // a file of that name
		{"PG:dbname=city", "PG:dbname=city"},
		{"PG:dbname=city password=geheim host=h", "PG:dbname=city password=… host=h"},
		{`PG:password = 'a b\' c' host=h`, "PG:password = … host=h"},
		{"PG:PASSWORD='never closed geheim", "PG:PASSWORD=…"},
		{"PG:postgresql://me:geheim@h:5432/city", "PG:postgresql://me@h:5432/city"},
		{"postgresql://me:ge@heim@h/city?sslmode=require", "postgresql://me@h/city?sslmode=require"},
		{"postgresql://me@h/city?password=geheim&x=1", "postgresql://me@h/city?password=…&x=1"},
		{"/vsizip/a.zip/b.shp", "/vsizip/a.zip/b.shp"},
	} {
		got := vector.Redacted(c.name)
		if got != c.want || strings.Contains(got, "geheim") {
			t.Errorf("%s is shown as %s, want %s", c.name, got, c.want)
		}
	}
}

// Without a password there is nothing to hide in the words of an error.
func TestEmptyPassword(t *testing.T) {
	_, err := vector.Read(context.Background(), vector.Source{File: "PG:host=127.0.0.1 port=1 password=''"})
	if err == nil || strings.Count(err.Error(), "…") != 1 {
		t.Errorf("got %v", err)
	}
}
