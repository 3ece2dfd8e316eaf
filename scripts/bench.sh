#!/usr/bin/env bash
# Runs renewal and a peer on the same job, in turns, and prints one table of time,
# processor time and peak memory. A peer that is not there is skipped, and said so.
#
#     scripts/bench.sh [tiny|small|medium|large] [RUNS]    beside GEOS and GeoPandas, over a synthetic city
#     scripts/bench.sh files [RUNS]                        beside ogr2ogr, reading and writing files
#
# The first needs ../shared/peers, and Python with GeoPandas; PYTHON names another
# interpreter. PEER_ROOT names the root of another system, whose python3 is taken for
# GeoPandas: a Debian 13 has version 1.0.1, and as root
#
#     debootstrap --variant=minbase --include=python3-geopandas,python3-pyogrio trixie DIR
#
# makes one that serves. The second makes its data.
set -euo pipefail

# shellcheck source=scripts/setup.sh
. "$(dirname -- "$0")/setup.sh"

size=${1:-small}
runs=${2:-3}
python=${PYTHON:-/usr/bin/python3}
peers=$root/../shared/peers
data=$root/build/bench/$size

command -v "$python" >/dev/null || die "skipped: no $python to take the time with"

# measure NAME COMMAND…: adds a line "name wall cpu peak" to the results, in seconds and MB.
# What the command prints goes to the file $output, if that is set.
measure() {
	sync # what was written before is not to be waited for now
	"$python" - "$data/results" "$@" 2>"$data/log" <<-'END' || die "$1 failed, see $data/log"
		import os, subprocess, sys, time
		begin = time.monotonic()
		child = subprocess.Popen(sys.argv[3:], stdout=open(os.environ.get("output") or os.devnull, "w"))
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

# middle NAME COLUMN: the median of the results.
middle() { awk -v name="$1" -v column="$2" '$1 == name { print $column }' "$data/results" | sort -n | sed -n "$(((runs + 1) / 2))p"; }

# job WORDS…: a job of the tests of geo/vector, as a command.
job() { env RENEWAL_BENCH="$*" "$root/build/vector.test" -test.run '^TestBenchJob$'; }

# both NAME OURS -- OGR2OGR…: measures the two in turn.
both() {
	local name=$1 ours=$2 input
	shift 3
	read -r _ input _ <<<"$ours"
	cat "$input" >/dev/null # the first of the two would be the one to wait for the disk
	measure "$name" env RENEWAL_BENCH="$ours" "$root/build/vector.test" -test.run '^TestBenchJob$'
	rm -f "$data/out".*
	measure "$name-ogr" ogr2ogr "$@"
	rm -f "$data/out".*
}

files() {
	local run name format large=$root/build/bench/large/city.gpkg
	command -v ogr2ogr >/dev/null || die "skipped: no ogr2ogr to measure beside (apt-get install gdal-bin)"
	setup
	go test -C "$root" -c -o build/vector.test ./geo/vector || die "the build failed, see above"
	mkdir -p "$data"
	if [ ! -f "$data/made" ]; then
		say "making 500,000 parcels"
		job make "$data/parcels.gpkg" "$data/parcels.fgb" "$data/parcels.shp" "$data/parcels.geojson" >"$data/log" || die "failed, see $data/log"
		touch "$data/made"
	fi
	rm -f "$data/results" "$data/out".*
	for ((run = 1; run <= runs; run++)); do
		say "run $run of $runs"
		for format in gpkg fgb shp geojson; do
			both "read-$format" "read $data/parcels.$format" -- -f Memory memory "$data/parcels.$format"
		done
		both write-geojson "copy $data/parcels.fgb $data/out.geojson" -- -f GeoJSON -lco COORDINATE_PRECISION=9 "$data/out.geojson" "$data/parcels.fgb"
		both write-gpkg "copy $data/parcels.fgb $data/out.gpkg" -- -f GPKG "$data/out.gpkg" "$data/parcels.fgb"
		both write-fgb "copy $data/parcels.fgb $data/out.fgb" -- -f FlatGeobuf -lco SPATIAL_INDEX=NO "$data/out.fgb" "$data/parcels.fgb"
		if [ -f "$large" ]; then
			both large "read $large parcels" -- -f Memory memory "$large" parcels
		fi
	done
	printf '\n| 500,000 polygons, 10 fields | renewal, s | cpu, s | ogr2ogr, s | cpu, s | times faster | renewal, MB | ogr2ogr, MB |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n'
	for name in read-gpkg read-fgb read-shp read-geojson write-geojson write-gpkg write-fgb large; do
		grep -q "^$name " "$data/results" || continue
		case $name in
		read-*) printf '| read %s ' "${name#*-}" ;;
		write-*) printf '| read fgb, write %s ' "${name#*-}" ;;
		large) printf '| read gpkg of 1,000,000 parcels ' ;;
		esac
		printf '| %s | %s | %s | %s | %s | %s | %s |\n' "$(middle "$name" 2)" "$(middle "$name" 3)" "$(middle "$name-ogr" 2)" "$(middle "$name-ogr" 3)" \
			"$(awk -v a="$(middle "$name-ogr" 2)" -v b="$(middle "$name" 2)" 'BEGIN { printf "%.1f", a / b }')" \
			"$(middle "$name" 4)" "$(middle "$name-ogr" 4)"
	done
	printf '\nMedians of %s runs in turns, whole processes, on %s cores; %s.\n' "$runs" "$(nproc 2>/dev/null || sysctl -n hw.ncpu)" "$(ogr2ogr --version | cut -d, -f1)"
}

if [ "$size" = files ]; then
	files
	exit
fi

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
go test -C "$root" -c -o build/units.test ./units || die "the build failed, see above"
go test -C "$root" -c -o build/engine.test ./geo/internal/engine || die "the build failed, see above"

peer='' peer_python=("$python")
if [ -n "${PEER_ROOT:-}" ]; then
	# What it reads and writes is put at the same places under that root, for it alone.
	# shellcheck disable=SC2016
	peer_python=(unshare --mount sh -ec '
		root=$1 peers=$2 data=$3
		shift 3
		for dir in "$peers" "$data"; do
			mkdir -p "$root$dir"
			mount --bind "$dir" "$root$dir"
		done
		exec chroot "$root" python3 "$@"' sh "$PEER_ROOT" "$peers" "$data")
fi
if [ ! -f "$peers/geopandas/job.py" ]; then
	say "geopandas skipped: $peers/geopandas/job.py is not there"
elif ! peer=$("${peer_python[@]}" -c 'import geopandas; print("GeoPandas", geopandas.__version__)' 2>"$data/log"); then
	say "geopandas skipped: ${PEER_ROOT:-$python} has no geopandas (apt-get install python3-geopandas), see $data/log"
fi

# times A B: how many times B is A.
times() { awk -v a="$1" -v b="$2" 'BEGIN { if (a > 0) printf "%.1f", b / a }'; }

# row JOB OURS-WALL OURS-CPU OURS-MB PEER WALL CPU MB TIMES
row() { printf '| %s | %s | %s | %s | %s | %s | %s | %s | %s |\n' "$@"; }

rm -f "$data/results"
say "GEOS"
(cd "$root/geo/internal/engine" && "$root/build/engine.test" -test.run '^$' -test.bench 'Pairs|Wuhan' -test.benchtime "${runs}x") >"$data/geos" 2>&1 ||
	die "the pairs failed, see $data/geos"
for ((run = 1; run <= runs; run++)); do
	say "renewal, run $run of $runs"
	measure renewal "$root/build/renewal" delineate "$data/study.yaml" -o "$data/renewal" --quiet
	RENEWAL_BENCH="overlay $data/study.yaml $data/city.gpkg" "$root/build/units.test" -test.run '^TestBenchJob$' >"$data/log" ||
		die "stage B failed, see $data/log"
	grep '^overlay ' "$data/log" >>"$data/results"
	if [ -n "$peer" ]; then
		say "$peer, run $run of $runs"
		output=$data/stages measure geopandas "${peer_python[@]}" "$peers/geopandas/job.py" "$data" "$data/geopandas"
		sed -n 's/^STAGE B_.* wall=\([0-9.]*\) cpu=\([0-9.]*\).*/\1 \2/p' "$data/stages" |
			awk '{ wall += $1; cpu += $2 } END { print "stage-b", wall, cpu }' >>"$data/results"
	fi
	if command -v ogr2ogr >/dev/null; then
		measure ogr2ogr ogr2ogr -f Memory memory "$data/city.gpkg" units districts parcels zones barriers stations
	fi
done

printf '\n| %s city | renewal, s | cpu, s | MB | beside | s | cpu, s | MB | times less cpu |\n' "$size"
printf '| --- | ---: | ---: | ---: | --- | ---: | ---: | ---: | ---: |\n'
awk '/^Benchmark/ {
	for (i = 3; i < NF; i += 2) v[$(i + 1)] = $i
	name = $1 ~ /touching/ ? "pairs whose boxes touch" : $1 ~ /straddling/ ? "pairs that cross" : "pairs of the grid and the blocks of Wuhan"
	n = v["pairs"]; ours = v["ours-ns/pair"] * n / 1e9; geos = v["geos-ns/pair"] * n / 1e9
	printf "| %d %s, one core; two are %.1f times faster | | %.3f | | GEOS | | %.3f | | %.1f |\n", n, name, v["x-2-cores"], ours, geos, v["x-geos"]
}' "$data/geos"
if [ -n "$peer" ]; then
	row 'areas, lengths and counts in units and atoms (stage B)' "$(middle overlay 2)" "$(middle overlay 3)" '' "$peer" "$(middle stage-b 2)" "$(middle stage-b 3)" '' \
		"$(times "$(middle overlay 3)" "$(middle stage-b 3)")"
	row 'the whole job' "$(middle renewal 2)" "$(middle renewal 3)" "$(middle renewal 4)" "$peer" "$(middle geopandas 2)" "$(middle geopandas 3)" "$(middle geopandas 4)" \
		"$(times "$(middle renewal 3)" "$(middle geopandas 3)")"
else
	row 'areas, lengths and counts in units and atoms (stage B)' "$(middle overlay 2)" "$(middle overlay 3)" '' '' '' '' '' ''
	row 'the whole job' "$(middle renewal 2)" "$(middle renewal 3)" "$(middle renewal 4)" '' '' '' '' ''
fi
if grep -q '^ogr2ogr ' "$data/results"; then
	row 'the whole job, beside reading the layers alone' "$(middle renewal 2)" "$(middle renewal 3)" "$(middle renewal 4)" ogr2ogr "$(middle ogr2ogr 2)" "$(middle ogr2ogr 3)" "$(middle ogr2ogr 4)" \
		"$(times "$(middle renewal 3)" "$(middle ogr2ogr 3)")"
fi
cat <<END

Medians of $runs runs in turns on $(nproc 2>/dev/null || sysctl -n hw.ncpu) cores; jobs are whole processes, reading and writing included.
GeoPandas repairs, cuts, measures, dissolves and writes; renewal also cleans the control
units into a coverage, groups them, classes them and says why. GEOS builds each intersection to
take its area, by go-geos.
END
