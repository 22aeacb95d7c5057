"""How long a server takes for a page: measured by wrk where that is installed, else over an `HTTPConnection`."""

import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmark.percentiles import ResponseTimes, response_times
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
class PageResponse:
    """The status, the body and the ETag, which is empty where there is none."""

    status: int
    content: bytes
    etag: str


def get_page(http_connection: HTTPConnection, path: str, headers: Mapping[str, str] | None = None) -> PageResponse:
    """The server's answer over that connection, which stays open."""
    http_connection.request("GET", path, headers=dict(headers or {}))
    response = http_connection.getresponse()
    return PageResponse(response.status, response.read(), response.headers.get("ETag", ""))


def time_page(port: int, path: str, runs: int, headers: Mapping[str, str] | None = None) -> ResponseTimes:
    """What asking for the path takes, one request after another over one connection, after some that do not count."""
    http_connection = HTTPConnection(HOST, port, timeout=60)
    try:
        for _ in range(WARM_UP_RUNS):
            get_page(http_connection, path, headers)
        if wrk := shutil.which("wrk"):
            return _time_with_wrk(wrk, f"http://{HOST}:{port}{path}", headers or {})
        return _time_with_http_client(http_connection, path, runs, headers)
    finally:
        http_connection.close()


def _time_with_http_client(
    http_connection: HTTPConnection, path: str, runs: int, headers: Mapping[str, str] | None
) -> ResponseTimes:
    milliseconds = []
    for _ in range(runs):
        started = perf_counter()
        get_page(http_connection, path, headers)
        milliseconds.append(1000 * (perf_counter() - started))
    return response_times(milliseconds)


def _time_with_wrk(wrk: str, url: str, headers: Mapping[str, str]) -> ResponseTimes:
    with TemporaryDirectory() as folder:
        script = Path(folder, "percentiles.lua")
        script.write_text(_SCRIPT)
        sent = [option for name, value in headers.items() for option in ("-H", f"{name}: {value}")]
        command = [wrk, "-t1", "-c1", f"-d{SECONDS_OF_WRK}s", "-s", str(script), *sent, url]
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return parse_percentiles(output)


def parse_percentiles(output: str) -> ResponseTimes:
    """The percentiles that wrk printed by _SCRIPT, in microseconds. Raises ValueError where it printed none."""
    found = _PERCENTILES.search(output)
    if not found:
        raise ValueError("wrk told no percentiles.")
    return ResponseTimes(float(found[1]) / 1000, float(found[2]) / 1000)
