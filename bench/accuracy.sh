#!/bin/sh
# Writes docs/accuracy.md: every field of the record on the test part of corpus/plover-open, what is taken
# for what, and twenty failures at equal distances, none chosen.
#
#   bench/accuracy.sh > docs/accuracy.md
set -eu
cd "$(dirname "$0")/.."
dateline=${DATELINE:-build/release/dateline}
report=$(mktemp)
trap 'rm -f "$report"' EXIT
counts='^[A-Z]+ +(-|[A-Z]+) [0-9]+( |$)'  # a row of gold category and how often each was told
$dateline evaluate open --details corpus/plover-open >"$report"

cat <<END
# Accuracy

Written by \`bench/accuracy.sh\` on $(date -u +%Y-%m-%d) from \`dateline evaluate open corpus/plover-open\`: the test
part of [our own sentences](../corpus/plover-open/README.md), on whose predicates the judge was not trained.
Figures on others' sets are in the README; [evaluate](evaluate.md) says what each means.

## Every field

\`\`\`
$(sed '/^expected calibration/q' "$report")
\`\`\`

*category*: a record of the category stands on the event words. *mode*, *aux*, *source*, *actor*, *recipient*:
of the record that tells the event; what no record tells counts as missed.

## What is taken for what

Gold category, then what the records said (\`-\`: none).

\`\`\`
$(sed '1,/^expected calibration/d' "$report" | grep -E "$counts")
\`\`\`

## Twenty failures

Gold, told, rule, sentence: every so many-th of all.

\`\`\`
$(sed '1,/^expected calibration/d' "$report" | grep -Ev "$counts|^(aux|mode) " | awk '{ line[NR] = $0 } END { for (i = 0; i < 20; ++i) print line[int(i * NR / 20) + 1] }')
\`\`\`
END
