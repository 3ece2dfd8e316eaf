#!/bin/sh
# Rewrites the golden results under testdata from what the program gives now, and lists
# which changed. Read the difference before committing it.
set -eu

# shellcheck source=scripts/setup.sh
. "$(dirname -- "$0")/setup.sh"

setup
cd "$root"

UPDATE=1 go test -count=1 ./cmd/... ./units/... ./rules/... || die "FAILED: go test with UPDATE=1"
git status --short -- ':(glob)**/testdata/**'
