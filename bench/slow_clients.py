#!/usr/bin/env python3
"""Article views a second on one connection while slow clients hold theirs.

    bench/slow_clients.py URL ARTICLE-ID [SLOW] [REQUESTS]

URL: of a running `dateline serve`. Prints requests a second, median and 99th percentile.
"""
import http.client
import socket
import sys
import time
import urllib.parse

url = urllib.parse.urlsplit(sys.argv[1])
path = "/api/articles/" + urllib.parse.quote(sys.argv[2], safe="")
slow, requests = int((sys.argv[3:4] or [200])[0]), int((sys.argv[4:5] or [5000])[0])

held = []
for _ in range(slow):
    connection = socket.create_connection((url.hostname, url.port))
    connection.sendall(b"GET /api")
    held.append(connection)

client = http.client.HTTPConnection(url.hostname, url.port)
client.connect()
client.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
times = []
begun = time.perf_counter()
for _ in range(requests):
    at = time.perf_counter()
    client.request("GET", path)
    answer = client.getresponse()
    body = answer.read()
    assert answer.status == 200, (answer.status, body[:200])
    times.append(time.perf_counter() - at)
total = time.perf_counter() - begun
times.sort()
print(f"{slow} slow clients: {requests / total:.0f} requests/s, median {times[len(times) // 2] * 1e3:.2f} ms, "
      f"p99 {times[int(len(times) * 0.99)] * 1e3:.2f} ms, largest {times[-1] * 1e3:.1f} ms, {len(body)} bytes")
