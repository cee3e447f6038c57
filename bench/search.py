#!/usr/bin/env python3
"""How long full text takes over HTTP, on the articles of a store and on several times as many.

    bench/search.py STORE [TIMES]        default 10

Copies articles.sqlite, adds each article TIMES - 1 times more under other ids, serves the copy and asks for words, pairs and phrases,
from rare to frequent: milliseconds of the best and the worst of ten, and in how many articles they stand (checked
against a scan without the index).
"""
import json
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

DATELINE = os.environ.get("DATELINE", "build/release/dateline")
WORDS = ["earthquake", "ceasefire", "hostage", "embassy", "president", "ceasefire AND hostage", '"foreign minister"', "sanction*", "government"]


def multiply(source, target, times):
    with sqlite3.connect(target) as new, sqlite3.connect(source) as old:
        old.backup(new)
        columns = [row[1] for row in new.execute("PRAGMA table_info(articles)") if row[1] not in ("number", "id")]
        listed = ", ".join(columns)
        last = new.execute("SELECT max(number) FROM articles").fetchone()[0]
        for copy in range(1, times):
            new.execute(f"INSERT INTO articles (id, {listed}) SELECT id || '-{copy}', {listed} FROM articles WHERE number <= {last}")
        return last, *new.execute("SELECT count(*), sum(length(text)) FROM articles").fetchone()


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    store, times = pathlib.Path(sys.argv[1]), int((sys.argv[2:3] or [10])[0])
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder)
        (copy / "events").symlink_to((store / "events").resolve())
        last, articles, characters = multiply(store / "articles.sqlite", copy / "articles.sqlite", times)
        print(f"{articles} articles, {characters / 1e6:.0f} million characters, {(copy / 'articles.sqlite').stat().st_size / 1e6:.0f} MB")
        server = subprocess.Popen([DATELINE, "serve", "--store", str(copy), "--port", "0"], stdout=subprocess.PIPE, text=True)
        address = re.search(r"http://[\d.]+:\d+", server.stdout.readline()).group()
        database = sqlite3.connect(copy / "articles.sqlite")
        try:
            for words in WORDS:
                taken = []
                for _ in range(10):
                    begun = time.perf_counter()
                    with urllib.request.urlopen(f"{address}/api/search?limit=50&text={urllib.parse.quote(words)}") as answer:
                        rows = json.load(answer)["rows"]
                    taken.append(1000 * (time.perf_counter() - begun))
                found = database.execute("SELECT count(*) FROM articles_fts WHERE articles_fts MATCH ?", (words,)).fetchone()[0]
                assert len(rows) == min(50, found), words
                if words.isalpha():
                    plain = re.compile(rf"\b{words}\b", re.IGNORECASE)
                    texts = database.execute("SELECT coalesce(title, ''), text FROM articles WHERE number <= ?", (last,))
                    assert found == times * sum(bool(plain.search(title) or plain.search(text)) for title, text in texts), words
                print(f"{min(taken):6.1f} to {max(taken):6.1f} ms  {words}: {found} articles")
        finally:
            server.terminate()


if __name__ == "__main__":
    main()
