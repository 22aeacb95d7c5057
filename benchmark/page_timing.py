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
class ResponseTimes:
    """How many milliseconds an answer took, half of the time and nineteen times of twenty at most."""

    p50: float
    p95: float


@dataclass(frozen=True)
class PageResponse:
    status: int
    content: bytes
    etag: str


def get_page(asking: HTTPConnection, path: str, headers: Mapping[str, str] | None = None) -> PageResponse:
    """The server's answer over that connection, which stays open."""
    asking.request("GET", path, headers=dict(headers or {}))
    response = asking.getresponse()
    return PageResponse(response.status, response.read(), response.headers.get("ETag", ""))


def time_page(port: int, path: str, runs: int, headers: Mapping[str, str] | None = None) -> ResponseTimes:
    """What asking for the path takes, one request after another over one connection, after some that do not count."""
    asking = HTTPConnection(HOST, port, timeout=60)
    try:
        for _ in range(WARM_UP_RUNS):
            get_page(asking, path, headers)
        if wrk := shutil.which("wrk"):
            return _time_with_wrk(wrk, f"http://{HOST}:{port}{path}", headers or {})
        return _time_with_http_client(asking, path, runs, headers)
    finally:
        asking.close()


def _time_with_http_client(
    asking: HTTPConnection, path: str, runs: int, headers: Mapping[str, str] | None
) -> ResponseTimes:
    milliseconds = []
    for _ in range(runs):
        started = perf_counter()
        get_page(asking, path, headers)
        milliseconds.append(1000 * (perf_counter() - started))
    return ResponseTimes(median(milliseconds), quantiles(milliseconds, n=20)[-1])


def _time_with_wrk(wrk: str, url: str, headers: Mapping[str, str]) -> ResponseTimes:
    with TemporaryDirectory() as folder:
        script = Path(folder, "percentiles.lua")
        script.write_text(_SCRIPT)
        sent = [option for name, value in headers.items() for option in ("-H", f"{name}: {value}")]
        command = [wrk, "-t1", "-c1", f"-d{SECONDS_OF_WRK}s", "-s", str(script), *sent, url]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return parse_percentiles(told)


def parse_percentiles(told: str) -> ResponseTimes:
    """What wrk wrote by our script, in microseconds. Raises ValueError where it wrote nothing of the kind."""
    found = _PERCENTILES.search(told)
    if not found:
        raise ValueError("wrk told no percentiles.")
    return ResponseTimes(float(found[1]) / 1000, float(found[2]) / 1000)
