"""A foreign file brings down neither the site nor what is read after it, whatever it does to its reader."""

import os
import resource
import zlib
from collections.abc import Iterator
from typing import Any

import pytest

from meetings.parsing.lines.extract import extract_pages
from meetings.parsing.lines.foreign import read_pages, read_properties
from meetings.parsing.lines.pages import Unreadable, UnreadableReason
from meetings.parsing.lines.properties import file_properties
from meetings.sandbox.process import Failure, Sandbox, SandboxFailure
from meetings.tests.parsing.test_extract import SMALL_PDF
from meetings.tests.sandbox import misbehaving


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    small = Sandbox(memory_bytes=600_000_000, cpu_seconds=0, seconds=5)
    yield small
    small.close()


# What a file does to its reader, and what the site is told.
MISBEHAVIOURS = {
    "it runs for ever": (misbehaving.run_for_ever, Failure.TIME),
    "it takes all memory": (misbehaving.fill_memory, Failure.MEMORY),
    "it kills the process": (misbehaving.die, Failure.DIED),
    "the library raises": (misbehaving.fail, Failure.RAISED),
    "it answers without end": (misbehaving.answer_too_long, Failure.MEMORY),
}


@pytest.mark.parametrize(("function", "failure"), MISBEHAVIOURS.values(), ids=MISBEHAVIOURS)
def test_it_fails_alone_and_the_next_file_is_read(function: Any, failure: Failure, sandbox: Sandbox) -> None:
    with pytest.raises(SandboxFailure) as failed:
        sandbox.call(function, b"")
    assert failed.value.failure is failure
    assert sandbox.call(misbehaving.echo, b"Ny bro", 1, "to") == ["Ny bro", 1, "to"]


def test_who_waits_for_ever_is_given_up() -> None:
    impatient = Sandbox(seconds=0.5)
    with pytest.raises(SandboxFailure) as failed:
        impatient.call(misbehaving.wait_for_ever, b"")
    assert failed.value.failure is Failure.TIME
    impatient.close()


def test_one_process_reads_file_after_file(sandbox: Sandbox) -> None:
    assert len({sandbox.call(misbehaving.process_id, b"") for _ in range(3)} - {os.getpid()}) == 1


def test_large_files_and_answers_do_not_wait_for_each_other(sandbox: Sandbox) -> None:
    assert sandbox.call(misbehaving.give_bytes, b"12345" * 100_000, 20) == b"12345" * 2_000_000


def test_what_a_library_prints_is_no_answer(sandbox: Sandbox) -> None:
    assert sandbox.call(misbehaving.print_much, b"") == "said"


def test_the_process_knows_no_secrets(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "hemmelig")
    monkeypatch.setenv("DATABASE_URL", "postgresql://")
    assert not {"SECRET_KEY", "DATABASE_URL"} & set(sandbox.call(misbehaving.environment, b""))


def test_a_file_is_read_as_it_is_by_the_site_itself() -> None:
    assert read_pages(SMALL_PDF, ".pdf") == extract_pages(SMALL_PDF, ".pdf")
    assert read_pages("Å\nB".encode(), ".txt") == (("Å", "B"),)
    assert read_properties(SMALL_PDF) == file_properties(SMALL_PDF) != {}


def pdf_of(stream: bytes) -> bytes:
    """A PDF with one page, whose content is the stream, compressed."""
    packed = zlib.compress(stream, 9)
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
    ]
    body, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        body
        + b"xref\n0 5\n0000000000 65535 f \n"
        + table
        + b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(body)
    )


def test_a_small_file_that_becomes_huge_is_refused_and_the_site_stays_small() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(Unreadable) as refused:
        read_pages(pdf_of(b"q " * 50_000_000), ".pdf")
    assert refused.value.reason in {UnreadableReason.TOO_LARGE, UnreadableReason.FATAL, UnreadableReason.NO_TEXT}
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # in kilobytes
    assert read_pages(SMALL_PDF, ".pdf") == extract_pages(SMALL_PDF, ".pdf")
