#!/bin/sh
# Sets up what is missing, then checks everything: format, vet, tests. All are run, also
# after one has failed. Arguments go to go test, as in "scripts/test.sh -race" or
# "scripts/test.sh -count=1".
set -eu

# shellcheck source=scripts/setup.sh
. "$(dirname -- "$0")/setup.sh"

setup
cd "$root"

failed=
unformatted=$(gofmt -l cmd geo rules units) || failed="$failed gofmt"
if [ -n "$unformatted" ]; then
	# shellcheck disable=SC2086 # a list of names, on one line
	say "not formatted, run gofmt -w on:" $unformatted
	failed="$failed gofmt"
fi
go vet ./... || failed="$failed vet"
go test "$@" ./... || failed="$failed test"

[ -z "$failed" ] || die "FAILED:$failed"
say "all checks passed"
