"""Comparing with another checkout: what is none of the project's is told so, before anything is measured."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from benchmark.compared_checkouts import CheckoutFailed, running_checkout

pytestmark = pytest.mark.django_db


def test_a_directory_without_the_project_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="is no checkout of the project"):
        call_command("bench_save", str(tmp_path))


def test_too_few_runs_to_count_any_are_told_so(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="more than 3"):
        call_command("bench_save", str(tmp_path), "--saves", "3")


def test_a_checkout_that_cannot_be_run_is_told_so(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CheckoutFailed, match="cannot be measured"), running_checkout(tmp_path):
        pass
    assert "kkrarchive" in capfd.readouterr().err
