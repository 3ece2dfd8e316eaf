#!/usr/bin/env bash
# Runs renewal and GeoPandas over the same synthetic city, in turns, and prints one table
# of time, processor time and peak memory. A peer that is not there is skipped, and
# said so.
#
#     scripts/bench.sh [tiny|small|medium|large] [RUNS]
#
# Needs ../shared/peers, and Python with GeoPandas; PYTHON names another interpreter.
set -euo pipefail

# shellcheck source=scripts/setup.sh
. "$(dirname -- "$0")/setup.sh"

size=${1:-small}
runs=${2:-3}
python=${PYTHON:-/usr/bin/python3}
peers=$root/../shared/peers
data=$root/build/bench/$size

command -v "$python" >/dev/null || die "skipped: no $python to take the time with"
if [ ! -f "$data/city.gpkg" ]; then
	[ -f "$peers/gen_city.py" ] || die "skipped: $peers is not there, so there is no city to measure on"
	say "making the $size city"
	mkdir -p "$data"
	"$python" "$peers/gen_city.py" --size "$size" --out "$data" 2>"$data/city.log" ||
		die "skipped: the city could not be made, see $data/city.log"
fi
cp "$root/testdata/studies/city/study.yaml.in" "$data/study.yaml"
setup
build

# measure NAME COMMAND…: adds a line "name wall cpu peak" to the results, in seconds and MB.
measure() {
	"$python" - "$data/results" "$@" 2>"$data/$1.log" <<-'END' || die "$1 failed, see $data/$1.log"
		import os, subprocess, sys, time
		begin = time.monotonic()
		child = subprocess.Popen(sys.argv[3:], stdout=subprocess.DEVNULL)
		_, status, used = os.wait4(child.pid, 0)
		wall = time.monotonic() - begin
		code = os.waitstatus_to_exitcode(status)
		if code not in (0, 4):  # 4: done, but a unit fails a hard check
		    sys.exit(code)
		peak = used.ru_maxrss / (2**20 if sys.platform == "darwin" else 1024)
		with open(sys.argv[1], "a") as f:
		    f.write("%s %.2f %.2f %.0f\n" % (sys.argv[2], wall, used.ru_utime + used.ru_stime, peak))
	END
}

names=(renewal)
if [ ! -f "$peers/geopandas/job.py" ]; then
	say "geopandas skipped: $peers/geopandas/job.py is not there"
elif ! version=$("$python" -c 'import geopandas; print(geopandas.__version__)' 2>/dev/null); then
	say "geopandas skipped: $python has no geopandas (apt-get install python3-geopandas)"
else
	names+=("geopandas-$version")
fi

rm -f "$data/results"
for ((run = 1; run <= runs; run++)); do
	for name in "${names[@]}"; do
		say "$name, run $run of $runs"
		case $name in
		renewal) measure "$name" "$root/build/renewal" delineate "$data/study.yaml" -o "$data/renewal" --quiet ;;
		geopandas*) measure "$name" "$python" "$peers/geopandas/job.py" "$data" "$data/geopandas" ;;
		esac
	done
done

middle() { awk -v name="$1" -v column="$2" '$1 == name { print $column }' "$data/results" | sort -n | sed -n "$(((runs + 1) / 2))p"; }

printf '\n%-20s %10s %10s %10s\n' "$size city" 'wall, s' 'cpu, s' 'peak, MB'
for name in "${names[@]}"; do
	printf '%-20s %10s %10s %10s\n' "$name" "$(middle "$name" 2)" "$(middle "$name" 3)" "$(middle "$name" 4)"
done
cat <<END

Medians of $runs runs in turns, whole processes, reading and writing included.
geopandas repairs, cuts, measures, dissolves and writes; renewal also cleans the control
units into a coverage, groups them, classes them and says why.
END
