"""Events by month and category from a store, with nothing but Python's standard library.

    python3 examples/by_month.py STORE [dateline]
"""

import collections
import csv
import io
import subprocess
import sys

store, dateline = sys.argv[1], (sys.argv[2:] or ["dateline"])[0]
table = subprocess.run([dateline, "query", "--store", store, "--asserted", "--by", "month,event", "--format", "csv"],
                       check=True, capture_output=True, text=True).stdout
months = collections.defaultdict(collections.Counter)
for row in csv.DictReader(io.StringIO(table)):
    months[row["month"]][row["event"]] += int(row["events"])
for month, counts in sorted(months.items()):
    print(month, sum(counts.values()), ", ".join(f"{event} {n}" for event, n in counts.most_common(3)))
