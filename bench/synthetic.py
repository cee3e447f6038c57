#!/usr/bin/env python3
"""A store of many events, and how long the field's usual questions take on it.

    bench/synthetic.py make STORE SEED-STORE [EVENTS]    default 20000000, over twenty years
    bench/synthetic.py ask STORE
    bench/synthetic.py sqlite STORE FILE      the same questions of one indexed table of SQLite, for comparison

`make` repeats the records of SEED-STORE (such as the demo's) with other ids, dates and
actors. `ask` runs each question three times as a user does, a new process each time, and
prints the best; the answers are checked first: all counts must agree. `sqlite` copies the columns
that the questions need into FILE, unless it exists, and asks with the same rows as answer.
"""
import csv
import os
import pathlib
import sqlite3
import subprocess
import sys
import time

DATELINE = os.environ.get("DATELINE", "build/release/dateline")
ACTORS = "['USA','RUS','CHN','PRK','FRA','DEU','GBR','TUR','IRN','ISR','SYR','UKR','SDN','NGA','IND','PAK','BRA','ZAF','JPN','KOR']"

SQL = """
SELECT * EXCLUDE (n, a, b) REPLACE (
    printf('%016x', hash(n, {year}, id)) AS id,
    (DATE '{year}-01-01' + (hash(n || 'x1' || id) % 365)::INTEGER)::DATE AS date,
    [a] AS actor_codes, a AS actor_code, ' ' || a || ' ' AS actor_keys,
    [b] AS recipient_codes, b AS recipient_code, ' ' || b || ' ' AS recipient_keys,
    {actors}[1 + (hash(n || 'x4' || id) % 20)::INTEGER] AS country,
    round(lat + hash(n || 'x5') % 100 / 10, 2) AS lat,
    NULL::VARCHAR AS same_as)
FROM (SELECT *, {actors}[1 + (hash(n || 'x2' || id) % 20)::INTEGER] AS a,
    {actors}[1 + (hash(n || 'x3' || id) % 20)::INTEGER] AS b FROM reports, range({copies}) t(n))
ORDER BY date, id LIMIT {events}
"""

QUESTIONS = {
    "events a month, all": ["--by", "month"],
    "events a year and category": ["--by", "year,event"],
    "USA to RUS a month since 2010": ["--actor", "USA", "--recipient", "RUS", "--since", "2010", "--by", "month"],
    "PRK consults, by recipient": ["--actor", "PRK", "--event", "CONSULT", "--by", "recipient"],
    "material conflict by country, one year": ["--quad", "4", "--since", "2012", "--until", "2012", "--by", "country"],
    "who and whom, the 20 most frequent": ["--by", "actor,recipient", "--limit", "20"],
    "asserted protests in SDN a week, 2015": ["--asserted", "--event", "PROTEST", "--country", "SDN", "--since", "2015",
                                              "--until", "2015", "--by", "week"],
    "50 events of a day": ["--since", "2014-05-02", "--until", "2014-05-02", "--limit", "50"],
}

# The same in SQLite's words, by the place of the question.
IN_SQLITE = [
    "SELECT substr(date, 1, 7), count(*) FROM reports GROUP BY 1",
    "SELECT substr(date, 1, 4), event, count(*) FROM reports GROUP BY 1, 2",
    "SELECT substr(date, 1, 7), count(*) FROM reports WHERE actor = 'USA' AND recipient = 'RUS' AND date >= '2010' GROUP BY 1",
    "SELECT recipient, count(*) FROM reports WHERE actor = 'PRK' AND event = 'CONSULT' GROUP BY 1",
    "SELECT country, count(*) FROM reports WHERE quad = 4 AND date BETWEEN '2012-01-01' AND '2012-12-31' GROUP BY 1",
    "SELECT actor, recipient, count(*) FROM reports GROUP BY 1, 2 ORDER BY 3 DESC LIMIT 20",
    "SELECT date(date, 'weekday 0', '-6 days'), count(*) FROM reports WHERE asserted AND event = 'PROTEST' AND country = 'SDN' "
    "AND date BETWEEN '2015-01-01' AND '2015-12-31' GROUP BY 1",
    "SELECT * FROM reports WHERE date = '2014-05-02' LIMIT 50",
]


def query(store, arguments, output=None):
    command = [DATELINE, "query", "--store", str(store), "--format", "csv", *arguments]
    return subprocess.run(command + (["-o", str(output)] if output else []), check=True, capture_output=True, text=True).stdout


def make(store, seed, events):
    records = int(query(seed, ["--sql", "SELECT count(*) FROM reports"]).split()[1])
    (store / "events").mkdir(parents=True)
    with sqlite3.connect(store / "articles.sqlite") as new, sqlite3.connect(seed / "articles.sqlite") as old:
        old.backup(new)
        new.execute("DELETE FROM segments")
        for year in range(2000, 2020):
            name = f"events/y={year}/part-{year:08}.parquet"
            (store / name).parent.mkdir()
            sql = SQL.format(year=year, actors=ACTORS, copies=events // 20 // records + 1, events=events // 20)
            subprocess.run([DATELINE, "query", "--store", str(seed), "--sql", sql, "-o", str(store / name)], check=True)
            new.execute("INSERT INTO segments VALUES (?, 1, ?)", (name, events // 20))
            print(year, flush=True)


def fastest(question):
    """Seconds of the best of three times, and the rows that the question gives."""
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        rows = question()
        times.append(time.perf_counter() - begun)
    return min(times), rows


def ask(store):
    total = int(query(store, ["--sql", "SELECT count(*) FROM events"]).split()[1])
    assert sum(int(line.split(",")[-1]) for line in query(store, ["--by", "month"]).splitlines()[1:]) == total
    size = sum(file.stat().st_size for file in (store / "events").rglob("*.parquet"))
    print(f"{total} events, {size / 1e6:.0f} MB of segments")
    for name, arguments in QUESTIONS.items():
        seconds, rows = fastest(lambda: query(store, arguments).count("\n") - 1)
        print(f"{seconds:6.2f} s  {name} ({rows} rows)")


def flatten(store, file):
    with sqlite3.connect(file) as db:
        db.execute("CREATE TABLE reports (date TEXT, event TEXT, quad INTEGER, actor TEXT, recipient TEXT, country TEXT, asserted INTEGER)")
        for year in sorted(folder.name[2:] for folder in (store / "events").glob("y=*")):
            rows = query(store, ["--sql", f"""SELECT date, event, quad_code, actor_code, recipient_code, country,
                (len(aux) = 0 AND polarity = 'positive')::INTEGER FROM reports WHERE year(date) = {year}"""])
            db.executemany("INSERT INTO reports VALUES (?, ?, ?, ?, ?, ?, ?)", csv.reader(rows.splitlines()[1:]))
            print(year, flush=True)
        for columns in ("date", "actor, recipient, date", "event, country, date"):
            db.execute(f"CREATE INDEX by_{columns.split(',')[0]} ON reports ({columns})")


def ask_sqlite(store, file):
    if not file.exists():
        flatten(store, file)
    print(f"{file.stat().st_size / 1e6:.0f} MB of SQLite")
    for (name, arguments), sql in zip(QUESTIONS.items(), IN_SQLITE, strict=True):
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as db:
            seconds, rows = fastest(lambda: len(db.execute(sql).fetchall()))
        wanted = query(store, arguments).count("\n") - 1
        print(f"{seconds:6.2f} s  {name} ({rows} rows{'' if rows == wanted else f', NOT {wanted}'})")


if sys.argv[1:2] == ["make"]:
    make(pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]), int((sys.argv[4:5] or [20_000_000])[0]))
elif sys.argv[1:2] == ["ask"]:
    ask(pathlib.Path(sys.argv[2]))
elif sys.argv[1:2] == ["sqlite"]:
    ask_sqlite(pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]))
else:
    sys.exit(__doc__)
