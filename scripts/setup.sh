# Sourced by ./demo and ./test: install what is missing, configure, build.
# Needs a shell and apt-get (Debian 12); everything else is named here.

PACKAGES="
  g++ cmake ninja-build ccache pkg-config ca-certificates
  libcli11-dev libfmt-dev libsimdjson-dev nlohmann-json3-dev libarchive-dev libxml2-dev
  libsqlite3-dev libcpp-httplib-dev
  libgtest-dev libbenchmark-dev
"

# What ./test needs besides: programs not ours that run the examples and read the exports.
TEST_PACKAGES="python3-networkx python3-geojson r-base-core"

say() { printf '%s\n' "$*"; }

missing_packages() {
  for package in "$@"; do
    dpkg-query -W -f='${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || printf '%s ' "$package"
  done
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

apt_install() {
  say "Installing from Debian: $*"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# install_missing [PACKAGE...]: what every build needs, and these
install_missing() {
  # shellcheck disable=SC2086
  missing=$(missing_packages $PACKAGES "$@")
  # shellcheck disable=SC2086
  [ -z "$missing" ] || apt_install $missing
  fetch_duckdb || say "DuckDB could not be fetched: building without the store (ingest, query, export, serve)."
}

# DuckDB comes as a built library by npm, which Debian has (23 MB); once, into third_party/.
fetch_duckdb() {
  [ -f third_party/duckdb/libduckdb.so ] && return 0
  command -v npm >/dev/null || apt_install npm || return 1
  scripts/fetch-duckdb.sh
}

# build PRESET [TARGET...]: configure once, then build what changed.
build() {
  preset=$1
  shift
  log=build/$preset.log
  export CCACHE_BASEDIR="$PWD" CCACHE_NOHASHDIR=1  # another clone's objects are as good
  mkdir -p build
  say "Building ($preset) ..."
  if ! cmake --preset "$preset" >"$log" 2>&1 || ! cmake --build --preset "$preset" ${1:+--target} "$@" >>"$log" 2>&1; then
    tail -n 40 "$log"
    say "The build failed; the whole log is in $log"
    exit 1
  fi
}
