#!/bin/sh
# Sets up what is missing, then checks everything: format, vet, tests. Arguments go to
# go test, as in "scripts/test.sh -race" or "scripts/test.sh -count=1".
set -eu

# shellcheck source=scripts/setup.sh
. "$(dirname -- "$0")/setup.sh"

setup
cd "$root"

unformatted=$(gofmt -l cmd geo rules units) || die "FAILED: gofmt"
[ -z "$unformatted" ] || die "FAILED: gofmt; run gofmt -w on:" "$unformatted"
go vet ./... || die "FAILED: go vet"
go test "$@" ./... || die "FAILED: go test"
say "all checks passed"
