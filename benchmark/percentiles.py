"""The two figures by which every measurement here is told: the median and the 95th percentile."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True)
class ResponseTimes:
    """The median and the 95th percentile of the time that an answer took, in milliseconds."""

    p50: float
    p95: float


def response_times(milliseconds: Sequence[float]) -> ResponseTimes:
    """Those of two or more single times."""
    return ResponseTimes(median(milliseconds), quantiles(milliseconds, n=20)[-1])
