#!/bin/sh
# Sets up what is missing, builds, and runs the main job on the default study. With
# arguments it passes them to renewal, which then works in the folder of the caller:
#
#     scripts/run.sh
#     scripts/run.sh delineate my/study.yaml -o my/results
set -eu

# shellcheck source=scripts/setup.sh
. "$(dirname -- "$0")/setup.sh"

setup
build
if [ $# -gt 0 ]; then
	exec "$root/build/renewal" "$@"
fi

out=$root/build/default-study
code=0
"$root/build/renewal" delineate "$root/testdata/studies/default/study.yaml" -o "$out" || code=$?
case $code in
0) ;;
4) say "4 means: done, and some unit fails a hard check, as invented towns may" ;;
*) exit "$code" ;;
esac
printf '\nThe results lie in %s\n' "$out"
