"""The whole search table is written by several processes at once, and none of its rows is left out."""

import os
import signal
from collections.abc import Iterable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from meetings.management.commands import search_index
from meetings.models import SearchRow, SearchWord
from meetings.search import rewriting
from meetings.tests import factories
from meetings.tests.searching import check_index

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = ("kvote", "tunnel", "færge", "kajplads", "ventesal")


@pytest.fixture
def items(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten items whose rows are gone, two of them a batch."""
    for number in range(10):
        factories.make_item(f"{WORDS[number % 5]} {number}", f"1.{number + 1}")
    SearchRow.objects.all().delete()
    SearchWord.objects.add(["forældet"])
    monkeypatch.setattr(search_index, "_BATCH", 2)


@pytest.mark.parametrize("jobs", [1, 2, 3, 8], ids=["one", "two", "three", "more than there are batches"])
@pytest.mark.usefixtures("items")
def test_every_row_and_word_is_written_whoever_writes_them(jobs: int) -> None:
    output = StringIO()
    call_command("search_index", jobs=jobs, stdout=output)
    assert output.getvalue() == "10 punkter er skrevet i søgetabellen.\n"
    assert check_index() == (0, "10 punkter: 0 venter, 0 afviger.\n")
    assert set(SearchWord.objects.values_list("word", flat=True)) == set(WORDS)


@pytest.mark.usefixtures("items")
def test_the_batches_are_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rewriting, "rewrite_items", lambda items: {str(os.getpid())})
    assert len(rewriting.rewrite_batches([[1], [2], [3], [4]], 3)) == 3
    assert len(rewriting.rewrite_batches([[1], [2], [3]], 3)) == 1, "few batches are written by one"


@pytest.mark.parametrize("death", ["killed", "failing"])
@pytest.mark.usefixtures("items")
def test_a_process_that_ends_early_is_told_of(monkeypatch: pytest.MonkeyPatch, death: str) -> None:
    """What it did not write is missing: the command must not say that all is written."""
    here = os.getpid()

    def write(items: Iterable[int]) -> set[str]:
        if os.getpid() == here:
            return set()
        if death == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        raise ValueError("this one cannot be written")

    monkeypatch.setattr(rewriting, "rewrite_items", write)
    with pytest.raises(CommandError, match="blev afbrudt"):
        call_command("search_index", jobs=2, stdout=StringIO())
    assert "forældet" in set(SearchWord.objects.values_list("word", flat=True)), "words are removed when all is read"


def test_no_process_is_no_number_of_them() -> None:
    with pytest.raises(CommandError, match="mindst 1"):
        call_command("search_index", jobs=0)
