"""How long a server takes for a page: asked by wrk where that is installed, else by one connection of our own."""

import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmark.serving import HOST

WARM_UP_RUNS = 5
SECONDS_OF_WRK = 5
_SCRIPT = """
done = function(summary, latency, requests)
  io.write(string.format("percentiles %f %f\\n", latency:percentile(50), latency:percentile(95)))
end
"""
_PERCENTILES = re.compile(r"^percentiles ([\d.]+) ([\d.]+)$", re.MULTILINE)


@dataclass(frozen=True)
class Times:
    """How many milliseconds an answer took, half of the time and nineteen times of twenty at most."""

    p50: float
    p95: float


@dataclass(frozen=True)
class Answer:
    status: int
    content: bytes
    etag: str


def ask(asking: HTTPConnection, path: str, headers: Mapping[str, str] | None = None) -> Answer:
    """The server's answer over that connection, which stays open."""
    asking.request("GET", path, headers=dict(headers or {}))
    response = asking.getresponse()
    return Answer(response.status, response.read(), response.headers.get("ETag", ""))


def times(port: int, path: str, runs: int, headers: Mapping[str, str] | None = None) -> Times:
    """What asking for the path takes, one request after another over one connection, after some that do not count."""
    asking = HTTPConnection(HOST, port, timeout=60)
    try:
        for _ in range(WARM_UP_RUNS):
            ask(asking, path, headers)
        if wrk := shutil.which("wrk"):
            return _by_wrk(wrk, f"http://{HOST}:{port}{path}", headers or {})
        return _by_ourselves(asking, path, runs, headers)
    finally:
        asking.close()


def _by_ourselves(asking: HTTPConnection, path: str, runs: int, headers: Mapping[str, str] | None) -> Times:
    milliseconds = []
    for _ in range(runs):
        started = perf_counter()
        ask(asking, path, headers)
        milliseconds.append(1000 * (perf_counter() - started))
    return Times(median(milliseconds), quantiles(milliseconds, n=20)[-1])


def _by_wrk(wrk: str, url: str, headers: Mapping[str, str]) -> Times:
    with TemporaryDirectory() as folder:
        script = Path(folder, "percentiles.lua")
        script.write_text(_SCRIPT)
        sent = [option for name, value in headers.items() for option in ("-H", f"{name}: {value}")]
        command = [wrk, "-t1", "-c1", f"-d{SECONDS_OF_WRK}s", "-s", str(script), *sent, url]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return percentiles_of(told)


def percentiles_of(told: str) -> Times:
    """What wrk wrote by our script, in microseconds. Raises ValueError where it wrote nothing of the kind."""
    found = _PERCENTILES.search(told)
    if not found:
        raise ValueError("wrk told no percentiles.")
    return Times(float(found[1]) / 1000, float(found[2]) / 1000)
