#!/bin/sh
# clang-tidy over the program and its tests, warnings as errors (.clang-tidy).
#
#   scripts/tidy.sh [FILE.cc ...]   all files of dateline/, tools/ and tests/ by default
#
# Takes about half an hour on two cores, so ./test leaves it out; run it on what you changed.
set -eu
cd "$(dirname "$0")/.."
. scripts/setup.sh
command -v clang-tidy >/dev/null || apt_install clang-tidy
[ -f build/release/compile_commands.json ] || cmake --preset release >/dev/null
[ $# -gt 0 ] || set -- $(git ls-files 'dateline/*.cc' 'tools/*.cc' 'tests/*.cc')
printf '%s\n' "$@" | xargs -P 2 -n 4 clang-tidy -p build/release --quiet --extra-arg=-Wno-unknown-warning-option
