# Sourced by the other scripts; POSIX sh. It sets root, the folder of the tree, and
# makes sure that what a build needs is there: Go, a C compiler, pkg-config, GDAL,
# GEOS, PROJ and SQLite. It looks first, is quick when nothing is missing, and installs with
# apt-get (Debian, Ubuntu) or Homebrew (macOS).
# shellcheck shell=sh

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P) || exit 1

say() { printf '%s\n' "${0##*/}: $*" >&2; }

die() {
	say "$@"
	exit 1
}

# have_go finds Go, also where its own installer puts it, of the version in go.mod or
# a newer one.
have_go() {
	if ! command -v go >/dev/null 2>&1 && [ -x /usr/local/go/bin/go ]; then
		PATH=$PATH:/usr/local/go/bin
	fi
	wanted=$(sed -n 's/^go //p' "$root/go.mod")
	if ! command -v go >/dev/null 2>&1; then
		die "Go is missing: install $wanted or newer from https://go.dev/dl/, then run this again"
	fi
	if ! answer=$(go -C "$root" list -m 2>&1); then # an older Go fetches the right one, or says why not
		die "Go $wanted or newer is needed, see https://go.dev/dl/: $answer"
	fi
	export CGO_ENABLED=1
}

# missing prints the packages of the system named $1 that are not there yet.
missing() {
	case $1 in
	apt) compiler='gcc libc6-dev' pkgconfig=pkg-config gdal=libgdal-dev geos=libgeos-dev proj=libproj-dev sqlite=libsqlite3-dev ;;
	brew) compiler='' pkgconfig=pkgconf gdal=gdal geos=geos proj=proj sqlite=sqlite ;;
	esac
	# A compiler without the headers of the C library is none.
	printf '#include <stdlib.h>\n' | $(go env CC) -E - >/dev/null 2>&1 || printf '%s ' "$compiler"
	command -v pkg-config >/dev/null 2>&1 || printf '%s ' "$pkgconfig"
	pkg-config --exists gdal 2>/dev/null || printf '%s ' "$gdal"
	pkg-config --exists geos 2>/dev/null || printf '%s ' "$geos"
	pkg-config --exists proj 2>/dev/null || printf '%s ' "$proj"
	pkg-config --exists sqlite3 2>/dev/null || printf '%s ' "$sqlite"
}

as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@"
	elif [ -t 0 ]; then
		sudo "$@"
	else
		sudo -n "$@"
	fi
}

with_apt() {
	packages=$(missing apt)
	[ -n "$packages" ] || return 0
	by_hand="sudo apt-get update && sudo apt-get install $packages"
	if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null 2>&1; then
		die "neither root nor sudo; have somebody run: $by_hand"
	fi
	say "installing with apt-get, which takes a minute or two: $packages"
	mkdir -p "$root/build"
	log=$root/build/apt.log
	as_root apt-get -q update >"$log" 2>&1 || {
		tail -n 5 "$log" >&2
		die "no list of packages (no network, or no right to install?); try: $by_hand"
	}
	# shellcheck disable=SC2086 # a list of names
	as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install $packages >>"$log" 2>&1 || {
		tail -n 5 "$log" >&2
		die "could not install, see $log; try: $by_hand"
	}
}

with_brew() {
	if ! cc --version >/dev/null 2>&1; then
		die "a C compiler is missing; run: xcode-select --install"
	fi
	packages=$(missing brew)
	[ -n "$packages" ] || return 0
	command -v brew >/dev/null 2>&1 ||
		die "Homebrew is missing, see https://brew.sh; then run: brew install $packages"
	say "installing with Homebrew: $packages"
	# shellcheck disable=SC2086 # a list of names
	brew install $packages >&2 || die "could not install; try: brew install $packages"
}

setup() {
	have_go
	if [ "$(uname -s)" = Darwin ]; then
		with_brew
	elif command -v apt-get >/dev/null 2>&1; then
		with_apt
	elif [ -n "$(missing apt)" ]; then
		die "no apt-get on this system; install a C compiler, pkg-config, GDAL 3.4 or newer, GEOS 3.10 or newer, PROJ 8 or newer and SQLite 3, with headers"
	fi
	# Fetching on its own tells a missing network from a fault in the code.
	go -C "$root" mod download ||
		die "could not fetch the Go modules: is there a network, and is GOPROXY right ($(go env GOPROXY))?"
}

# build makes the program, build/renewal.
build() {
	go build -C "$root" -o build/renewal ./cmd/renewal || die "the build failed, see above"
}
