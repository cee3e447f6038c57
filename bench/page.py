#!/usr/bin/env python3
"""How soon the page draws, and answers a filter, in headless Chromium.

    bench/page.py STORE       needs chromium (Debian: apt-get install chromium)

Serves STORE, opens the page, and reads the milliseconds that the page itself counts from the start of its loading to its
first chart and to the last; then sets filters as a click does and counts to the last chart. Best and worst of five.
Every address that the browser asked for is printed if it is not of the server.
"""
import base64
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

DATELINE = os.environ.get("DATELINE", "build/release/dateline")
FILTERS = [{"event": "ASSAULT"}, {"actor": "USA"}, {"country": "SYR"}, {"quad": "4"}, {"text": "ceasefire"}]


class Browser:
    """One page, driven over the DevTools protocol (a WebSocket, RFC 6455)."""

    def __init__(self, folder):
        self.process = subprocess.Popen(
            ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync", f"--user-data-dir={folder}", "--remote-debugging-port=0", "about:blank"],
            stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        while not (found := re.search(r"ws://([\d.]+):(\d+)/", self.process.stderr.readline())):
            pass
        host, port = found.group(1), int(found.group(2))
        pages = json.load(urllib.request.urlopen(f"http://{host}:{port}/json"))
        path = next(page["webSocketDebuggerUrl"] for page in pages if page["type"] == "page").split(f":{port}")[1]
        self.socket = socket.create_connection((host, port))
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode())
        self.stream = self.socket.makefile("rb")
        while self.stream.readline() != b"\r\n":
            pass
        self.count, self.requests = 0, []
        self.call("Network.enable")
        self.call("Page.enable")

    def call(self, method, **params):
        self.count += 1
        self._send(json.dumps({"id": self.count, "method": method, "params": params}).encode())
        while True:
            message = json.loads(self._receive())
            if message.get("method") == "Network.requestWillBeSent":
                self.requests.append(message["params"]["request"]["url"])
            if message.get("id") == self.count:
                return message.get("result", {})

    def run(self, script):
        return self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)["result"].get("value")

    def _send(self, data):
        mask = os.urandom(4)
        size = bytes([0xFE]) + len(data).to_bytes(2, "big") if len(data) > 125 else bytes([0x80 | len(data)])
        self.socket.sendall(b"\x81" + size + mask + bytes(b ^ mask[i % 4] for i, b in enumerate(data)))

    def _receive(self):
        whole = b""
        while True:
            first, second = self.stream.read(2)
            size = second & 0x7F
            if size > 125:
                size = int.from_bytes(self.stream.read(2 if size == 126 else 8), "big")
            whole += self.stream.read(size)
            if first & 0x80:
                return whole

    def close(self):
        self.process.terminate()
        self.process.wait()


def wait_until_drawn(browser):
    while not (drawn := browser.run("document.body?.dataset.drawn")):
        time.sleep(0.02)
    return float(drawn)


FILTER = """(async () => {
  const form = document.querySelector("#filters"), begun = performance.now();
  delete document.body.dataset.drawn;
  for (const field of form.elements) if (field.name) field.type === "checkbox" ? field.checked = false : field.value = "";
  for (const [name, value] of Object.entries(%s)) form.elements[name].value = value;
  form.requestSubmit();
  while (!document.body.dataset.drawn) await new Promise((done) => setTimeout(done, 2));
  return performance.now() - begun;
})()"""


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    server = subprocess.Popen([DATELINE, "serve", "--store", sys.argv[1], "--port", "0"], stdout=subprocess.PIPE, text=True)
    address = re.search(r"http://[\d.]+:\d+", server.stdout.readline()).group()
    events = json.load(urllib.request.urlopen(address + "/api/facets"))["total"]
    browser = Browser(tempfile.mkdtemp())
    try:
        first, drawn, filtered = [], [], []
        for _ in range(5):
            browser.call("Page.navigate", url=address + "/")
            drawn.append(wait_until_drawn(browser))
            first.append(float(browser.run("document.body.dataset.first")))
        for _ in range(5):
            for chosen in FILTERS:
                filtered.append((browser.run(FILTER % json.dumps(chosen)), json.dumps(chosen)))
        outside = [url for url in browser.requests if not url.startswith((address, "about:", "data:"))]
        print(f"{events} events")
        print(f"to the first chart {min(first):.0f} to {max(first):.0f} ms, to the last {min(drawn):.0f} to {max(drawn):.0f} ms")
        for chosen in FILTERS:
            some = [ms for ms, name in filtered if name == json.dumps(chosen)]
            print(f"filter {json.dumps(chosen)}: {min(some):.0f} to {max(some):.0f} ms")
        print(f"{len(browser.requests)} requests, " + (f"outside: {outside}" if outside else "none to another machine"))
    finally:
        browser.close()
        server.terminate()


if __name__ == "__main__":
    main()
