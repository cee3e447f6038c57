#!/bin/sh
# What the store costs over coding alone: the same articles through `code` and through
# `ingest`, in turn, processor seconds of the best of N runs, and the bytes on disk.
#
#   bench/ingest.sh INPUT [RUNS]
set -eu
cd "$(dirname "$0")/.."
dateline=${DATELINE:-build/release/dateline}
input=$1
runs=${2:-3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# seconds COMMAND...: user and system seconds
seconds() { { /usr/bin/env time -f '%U %S' "$@" 2>&1 >/dev/null || true; } | tail -n 1 | awk '{ print $1 + $2 }'; }

for i in $(seq "$runs"); do
  rm -rf "$work/store"
  seconds "$dateline" code --quiet -o "$work/events.jsonl" "$input" >>"$work/code"
  seconds "$dateline" ingest --quiet --store "$work/store" "$input" >>"$work/ingest"
done
c=$(sort -n "$work/code" | head -n 1)
i=$(sort -n "$work/ingest" | head -n 1)
again=$(seconds "$dateline" ingest --quiet --store "$work/store" "$input")
rows=$("$dateline" query --store "$work/store" --reports --sql 'SELECT count(*) AS reports FROM reports' | tail -n 1 | tr -d '\r')
awk -v c="$c" -v i="$i" -v again="$again" 'BEGIN { printf "code %.1f s, ingest %.1f s of processor time: overhead %.1f %%; again, all known: %.1f s\n", c, i, 100 * (i / c - 1), again }'
echo "$rows reports: segments $(du -sk "$work/store/events" | cut -f1) KiB, articles.sqlite $(du -sk "$work/store/articles.sqlite" | cut -f1) KiB, as JSONL $(du -k "$work/events.jsonl" | cut -f1) KiB"
