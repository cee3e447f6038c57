#!/bin/sh
# The program as a person meets it: good input, bad input, exit codes. One argument: the program.
set -u
dateline=$1
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export DATELINE_ROOT="$root" NO_COLOR=1
failures=0

# expect NAME EXIT_CODE WORDS COMMAND...: the exit code, and WORDS somewhere in what it prints.
expect() {
  name=$1 code=$2 words=$3
  shift 3
  "$@" >"$work/printed" 2>&1 </dev/null
  got=$?
  if [ "$got" != "$code" ] || ! grep -qF -- "$words" "$work/printed"; then
    echo "FAILED $name: exit $got, wanted $code and \"$words\"; it printed:"
    head -5 "$work/printed"
    failures=$((failures + 1))
  fi
}

article="$root/samples/01-diplomacy.txt"
printf 'PK\003\004 and then nothing that an archive has' >"$work/broken.zip"
: >"$work/empty.txt"
printf 'PARIS, Jan 9 (AFP) - France accused Spain \377\376 of spying on Monday.\n' >"$work/bytes.txt"
printf '{"text": "France accused Spain of spying.", "date": "2020-01-02"}\n{"text": \n' >"$work/half.jsonl"
printf '{"text": "France accused Spain of spying.", "date": "2020-01-02"}\n' >"$work/good.jsonl"
head -c 4096 /dev/urandom >"$work/noise.txt"
printf 'KARZAI [AFGGOV]\nNOCODE [\n' >"$work/bad.actors"

expect "no command"         2 "--help" "$dateline"
expect "help"               0 "Subcommands" "$dateline" --help
expect "version"            0 "0.1.0" "$dateline" --version
expect "records"            0 '"event":["CONSULT"]' "$dateline" code "$article"
expect "csv"                0 "CONSULT" "$dateline" code --format csv "$article"
expect "unknown format"     2 "--format" "$dateline" code --format xml "$article"
expect "no such file"       1 "nowhere.txt" "$dateline" code "$work/nowhere.txt"
expect "the others go on"   1 '"event":["CONSULT"]' "$dateline" code "$work/nowhere.txt" "$article"
expect "broken archive"     1 "broken.zip" "$dateline" code "$work/broken.zip"
expect "empty file"         1 "empty.txt" "$dateline" code "$work/empty.txt"
expect "broken bytes"       0 '"code":"FRA"' "$dateline" code "$work/bytes.txt"
expect "noise"              1 "noise.txt" "$dateline" code "$work/noise.txt"
expect "a broken line"      1 "half.jsonl" "$dateline" code "$work/half.jsonl"
expect "JSONL"              0 '"event":["ACCUSE"]' "$dateline" code "$work/good.jsonl"
expect "no data folder"     1 "data" "$dateline" code --root "$work" "$article"
expect "foreign model"      1 "broken" env sh -c "mkdir -p '$work/r/models'; ln -sfn '$root/data' '$work/r/data'
                              cp '$work/broken.zip' '$work/r/models/broken.dlm'
                              '$dateline' code --root '$work/r' --model broken '$article'"
expect "conllu"             0 "# sent_id" "$dateline" annotate --format conllu "$article"
expect "explain"            0 "because" "$dateline" explain "$article"
expect "lint"               0 "ok" "$dateline" lint
expect "a bad dictionary"   1 "line 2" "$dateline" lint "$work/bad.actors"
expect "no gold"            1 "nowhere" "$dateline" evaluate ud "$work/nowhere"

# Any number of threads gives the same bytes. Under TSan this is what threads are watched on.
# A pipe is written to, not replaced by a file.
mkfifo "$work/pipe"
cat "$work/pipe" >"$work/piped" &
"$dateline" code --quiet -o "$work/pipe" "$article" 2>/dev/null
wait
if [ ! -p "$work/pipe" ] || ! grep -q CONSULT "$work/piped"; then
  echo "FAILED output to a pipe"
  failures=$((failures + 1))
fi

"$dateline" code --quiet --jobs 1 -o "$work/one" "$root/samples" 2>/dev/null
"$dateline" code --quiet --jobs 4 -o "$work/four" "$root/samples" 2>"$work/printed"
if [ ! -s "$work/one" ] || ! cmp "$work/one" "$work/four" || grep -q "WARNING: ThreadSanitizer" "$work/printed"; then
  echo "FAILED threads: four give other records than one, or a race"
  head -20 "$work/printed"
  failures=$((failures + 1))
fi

# The examples for Python and R, and others' readers of the exports, where the program has a store and they are installed.
if "$dateline" ingest --help | grep -q -- --store; then
  "$dateline" ingest --quiet --store "$work/store" "$root/samples" 2>/dev/null
  if command -v python3 >/dev/null; then
    expect "example in Python" 0 "CONSULT" python3 "$root/examples/by_month.py" "$work/store" "$dateline"
  else echo "SKIPPED example in Python: python3 is not installed"; fi
  if command -v Rscript >/dev/null; then
    expect "example in R" 0 "CONSULT" Rscript "$root/examples/by_month.R" "$work/store" "$dateline"
  else echo "SKIPPED example in R: Rscript is not installed"; fi
  python=$(for p in /usr/bin/python3 python3; do "$p" -c 'import networkx, geojson' 2>/dev/null && echo "$p" && break; done)
  if [ -n "$python" ]; then
    expect "exports read by others" 0 "All as expected" "$python" "$root/tests/read_exports.py" "$work/store" "$dateline"
  else echo "SKIPPED exports read by others: python3-networkx or python3-geojson is not installed"; fi
fi

[ "$failures" = 0 ] && echo "All as expected."
exit "$failures"
