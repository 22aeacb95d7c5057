"""Wrong passwords, sent to the log-in as a browser sends them: one that is hashed beside one that is refused unseen."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter, process_time
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.contrib.auth.hashers import BasePasswordHasher, get_hasher
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from benchmark.percentiles import ResponseTimes, response_times

NAME = "redaktoer"


@dataclass(frozen=True)
class Tries:
    """How long some tries of one kind took, how much of it this process computed, and how many passwords it hashed."""

    times: ResponseTimes
    computing: ResponseTimes
    hashings: int


def measure_tries(runs: int) -> tuple[Tries, Tries]:
    """Tries whose password is hashed, and tries of a locked name and address, in turn; `runs`, 2 or more, of each."""
    User.objects.create_user(NAME, password="det rigtige", is_staff=True)
    for _ in range(settings.AXES_FAILURE_LIMIT):
        _try(NAME)
    hashed, refused = [], []
    with _counted_hashings() as hashings:
        of_refused = 0
        for nth in range(runs):
            hashed.append(_try(f"{NAME}-{nth}"))
            before = len(hashings)
            refused.append(_try(NAME))
            of_refused += len(hashings) - before
    return (
        _tries(hashed, len(hashings) - of_refused),
        _tries(refused, of_refused),
    )


def _tries(single: Sequence[tuple[float, float]], hashings: int) -> Tries:
    times, computing = zip(*single, strict=True)
    return Tries(response_times(times), response_times(computing), hashings)


def _try(name: str) -> tuple[float, float]:
    """How long one wrong password for the name took, and this process computed, in milliseconds."""
    client = Client(headers={"host": "localhost"})
    started, computed = perf_counter(), process_time()
    client.post(reverse("admin:login"), {"username": name, "password": "forkert"})
    return 1000 * (perf_counter() - started), 1000 * (process_time() - computed)


@contextmanager
def _counted_hashings() -> Iterator[list[str]]:
    """A list that grows by one with each password that is hashed."""
    hashings: list[str] = []
    hasher = type(get_hasher())
    encode = hasher.encode

    def counted(self: BasePasswordHasher, password: str, salt: str, *args: Any, **kwargs: Any) -> Any:
        hashings.append(salt)
        return encode(self, password, salt, *args, **kwargs)

    with patch.object(hasher, "encode", counted):
        yield hashings
