#!/bin/sh
# Sentences a second of the whole pipeline on one thread, what two threads gain,
# and peak memory. The answers are checked before the clock counts: two threads
# must give the bytes that one gives.
#
#   bench/pipeline.sh [FILE...]     default: the sample articles, forty times over
set -eu
cd "$(dirname "$0")/.."
dateline=${DATELINE:-build/release/dateline}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [ $# -eq 0 ]; then
  mkdir "$work/articles"
  for i in $(seq 40); do
    for f in samples/*.txt; do cp "$f" "$work/articles/$i-$(basename "$f")"; done
  done
  set -- "$work/articles"
fi

field() { sed -n "s/.*$2=\([0-9.]*\).*/\1/p" "$work/stats.$1"; }
run() { "$dateline" code --quiet --stats --jobs "$1" -o "$work/out.$1" "$FILES" 2>"$work/err.$1" || true
        grep '^articles=' "$work/err.$1" >"$work/stats.$1"; }

for FILES in "$@"; do
  run 1
  run 2
  cmp "$work/out.1" "$work/out.2" || { echo "two threads give other records than one"; exit 1; }
  echo "$FILES: $(field 1 articles) articles, $(field 1 sentences) sentences, $(field 1 events) events; two threads give the same bytes"
  awk -v s1="$(field 1 sentences)" -v t1="$(field 1 seconds)" -v t2="$(field 2 seconds)" -v m="$(field 1 peak_mb)" \
    'BEGIN { printf "  one thread %.0f sentences/s, two threads %.0f (x %.2f), peak memory %.0f MB\n", s1/t1, s1/t2, t1/t2, m }'
done
