#!/bin/sh
# Sets up what is missing, then checks everything: format, vet, tests, and whether the
# default study still gives the boundaries that were accepted. All are run, also after
# one has failed. Arguments go to go test, as in "scripts/test.sh -race" or
# "scripts/test.sh -count=1".
set -eu

# shellcheck source=scripts/setup.sh
. "$(dirname -- "$0")/setup.sh"

# accepted compares what the default study gives now with boundaries that somebody
# looked at, to a tenth of a metre. Nothing rewrites them; whoever has looked at new ones
# accepts them by
#
#     cp build/default-study/units.geojson testdata/studies/default/reference.geojson
accepted() {
	build
	code=0
	build/renewal delineate testdata/studies/default/study.yaml -q -o build/default-study 2>build/default-study.log || code=$?
	if [ "$code" -ne 0 ] && [ "$code" -ne 4 ]; then # 4: a unit fails a hard check, as invented towns may
		cat build/default-study.log >&2
		return 1
	fi
	build/renewal compare testdata/studies/default/reference.geojson build/default-study -q \
		--limit 'unit_hausdorff_m<=0.1' --limit 'class_agreement>=1' --junit build/compare.xml
}

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
accepted || failed="$failed compare"

[ -z "$failed" ] || die "FAILED:$failed"
say "all checks passed"
