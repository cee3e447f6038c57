#!/usr/bin/env python3
"""Read a store's exports with programs that are not ours, and hold the counts against `dateline query`.

    tests/read_exports.py STORE [DATELINE]

GEXF: networkx. GeoJSON: geojson (RFC 7946). PLOVER, Web Annotation: Python's json. GDELT, ICEWS, POLECAT: Python's csv, the
columns by name as the data sets' own readers find them. A reader that is not installed is named and passed over.
"""
import csv
import io
import json
import subprocess
import sys

try:
    import networkx
except ImportError:
    networkx = None
try:
    import geojson
except ImportError:
    geojson = None

GDELT_DAY, GDELT_ROOT, GDELT_QUAD, GDELT_SCORE = 1, 28, 29, 30  # Codebook 2.0, counted from 0
failures = 0


def codes(participants):
    return [code for p in participants if (code := (p.get("code") or "") + (p.get("sector") or ""))]


def expect(what, found, wanted):
    global failures
    if found != wanted:
        failures += 1
        print(f"FAILED {what}: {found}, not {wanted}")


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    store, dateline = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "dateline"

    def run(*arguments):
        return subprocess.run([dateline, *arguments], check=True, capture_output=True, text=True, encoding="utf-8").stdout

    def export(layout):
        return run("export", "--store", store, "--format", layout)

    def count(sql):
        return int(run("query", "--store", store, "--format", "csv", "--sql", f"SELECT count(*) AS n FROM {sql}").split()[1])

    events = count("events")
    dated = count("events WHERE date IS NOT NULL")
    expect("a store with events", dated > 0, True)

    records = [json.loads(line) for line in export("plover").splitlines()]
    expect("PLOVER records", len(records), events)

    rows = list(csv.reader(io.StringIO(export("gdelt")), delimiter="\t", quoting=csv.QUOTE_NONE))
    expect("GDELT rows", len(rows), events)
    expect("GDELT columns", {len(row) for row in rows}, {61})
    expect("GDELT days", sum(len(row[GDELT_DAY]) == 8 and row[GDELT_DAY].isdigit() for row in rows), dated)
    expect("GDELT codes and scores", all(
        1 <= int(row[GDELT_ROOT]) <= 20 and row[GDELT_QUAD] in "1234" and -10 <= float(row[GDELT_SCORE]) <= 10 for row in rows), True)

    for layout, columns, day in (("icews", 20, "Event Date"), ("polecat", 40, "Event Date")):
        table = csv.DictReader(io.StringIO(export(layout)), delimiter="\t")
        rows = list(table)
        expect(f"{layout} columns", len(table.fieldnames), columns)
        expect(f"{layout} rows", len(rows), events)
        expect(f"{layout} days", sum(len(row[day]) == 10 for row in rows), dated)

    annotations = [json.loads(line) for line in export("webannotation").splitlines()]
    expect("annotations", len(annotations), events)
    expect("their context", all("http://www.w3.org/ns/anno.jsonld" in a["@context"] for a in annotations), True)

    if geojson:
        collection = geojson.loads(export("geojson"))
        expect("GeoJSON is valid", collection.is_valid, True)
        expect("GeoJSON features", len(collection["features"]), events)
    else:
        print("SKIPPED GeoJSON: python3-geojson is not installed")

    if networkx:
        graph = networkx.read_gexf(io.BytesIO(export("gexf").encode("utf-8")))
        expect("GEXF edges", graph.number_of_edges(), len({
            (a, b, kind) for record in records for kind in record["event"]
            for a in codes(record["actor"]) for b in codes(record["recipient"])}))
        expect("GEXF nodes have labels", all(node.get("label") for _, node in graph.nodes(data=True)), True)
    else:
        print("SKIPPED GEXF: python3-networkx is not installed")

    print("All as expected." if failures == 0 else f"{failures} failed.")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
