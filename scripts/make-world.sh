#!/bin/sh
# Makes web/world.json anew: borders from npm's world-atlas, codes from GeoNames' countryInfo.txt.
#
#   scripts/make-world.sh COUNTRYINFO
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
archive=$(cd "$work" && npm pack --silent world-atlas@2.0.2)
tar -xzf "$work/$archive" -C "$work" package/countries-110m.json
node tools/world/make_world.mjs "$work/package/countries-110m.json" "$1" >"$work/world.json"
mv "$work/world.json" web/world.json
