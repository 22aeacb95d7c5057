"""Measuring log-ins: what is told to be hashed was, and what is told to be refused was not."""

import pytest

from benchmark.login_tries import measure_tries


@pytest.mark.django_db
def test_a_locked_try_hashes_nothing() -> None:
    hashed, refused = measure_tries(2)
    assert (hashed.hashings, refused.hashings) == (2, 0)
    assert min(hashed.computing.p50, refused.computing.p50) > 0
