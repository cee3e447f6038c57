#!/bin/sh
# Fetches DuckDB 1.4.4 (MIT) by package name into third_party/duckdb, checked by hash:
# libduckdb.so from the Node bindings, duckdb.h from the source package.
# The store needs it; the coder does not. Needs npm (Debian: apt-get install npm).
set -eu
cd "$(dirname "$0")/.."
target=third_party/duckdb
[ -f "$target/libduckdb.so" ] && [ -f "$target/duckdb.h" ] && exit 0

[ "$(uname -m)" = x86_64 ] || { echo "No DuckDB is pinned for $(uname -m)."; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# fetch PACKAGE@VERSION SHA256 PATH-IN-PACKAGE
fetch() {
  archive=$(cd "$work" && npm pack --silent "$1")
  echo "$2  $work/$archive" | sha256sum --check --quiet
  tar -xzf "$work/$archive" -C "$work" "$3"
  mkdir -p "$target"
  mv "$work/$3" "$target/"
}

echo "Fetching DuckDB 1.4.4 with npm (33 MB) ..."
fetch @duckdb/node-bindings-linux-x64@1.4.4-r.1 \
  8ac460b152cd05a95065a414879bb09e40534b1fb7a80a7afe6969b6ce039029 package/libduckdb.so
fetch duckdb@1.4.4 \
  5bb967dcbcd517670ba5f169f238fb9d6787e53752c60ebe24386169d76941ed \
  package/src/duckdb/src/include/duckdb.h
