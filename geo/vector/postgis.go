package vector

import (
	"errors"
	"net/url"
	"regexp"
	"strings"
)

// A PostgreSQL database with PostGIS, by a connection string of libpq's:
// "PG:host=… dbname=…" or "postgresql://…". Nothing is written to it. Passwords
// are best left to ~/.pgpass or PGPASSWORD; none is ever shown. The order of the
// features is the server's.
var postgres = driver{
	name:    "PostgreSQL",
	magic:   func(head []byte) bool { return string(head) == postgresMagic },
	dialect: postgreSQL,
	open: func(p place, _ string, a *access) error {
		// A server that does not answer would be waited for without end.
		a.opening.Settings = append(a.opening.Settings, "PGCONNECT_TIMEOUT=15")
		if strings.HasPrefix(a.path, "postgres://") {
			a.path = "postgresql" + strings.TrimPrefix(a.path, "postgres")
		}
		a.opening.Options = []string{"PRELUDE_STATEMENTS=SET default_transaction_read_only = on", "CLOSING_STATEMENTS="}
		return nil
	},
}

// postgresMagic stands for the first bytes of what is no file.
const postgresMagic = "\x00PostgreSQL"

func isPostgres(name string) bool {
	for _, prefix := range []string{"PG:", "postgresql://", "postgres://"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

var secret = regexp.MustCompile(`(?i)((?:password|passfile|sslpassword)\s*=\s*)('(?:[^'\\]|\\.)*'?|[^\s'&]+)`)

// Redacted is the File of a Source as it may be shown: a connection string without
// its passwords, any other name as it is.
func Redacted(name string) string {
	if !isPostgres(name) {
		return name
	}
	if i := strings.Index(name, "://"); i >= 0 {
		rest := name[i+3:]
		end := strings.IndexAny(rest, "/?")
		if end < 0 {
			end = len(rest)
		}
		if at := strings.LastIndex(rest[:end], "@"); at >= 0 {
			user, _, _ := strings.Cut(rest[:at], ":")
			name = name[:i+3] + user + rest[at:]
		}
	}
	return secret.ReplaceAllString(name, "${1}…")
}

// hidden is an error whose words have no password.
func hidden(err error, p place) error {
	words := err.Error()
	for _, m := range secret.FindAllStringSubmatch(p.path, -1) {
		if password := strings.Trim(m[2], "'"); password != "" {
			words = strings.ReplaceAll(words, password, "…")
		}
	}
	if u, e := url.Parse(p.path); e == nil && u.User != nil {
		if password, ok := u.User.Password(); ok && password != "" {
			words = strings.ReplaceAll(words, password, "…")
		}
	}
	if words == err.Error() {
		return err
	}
	return errors.New(words)
}
