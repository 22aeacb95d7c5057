"""That files read ahead by other processes become what they become when one process reads them, whatever happens."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from meetings.danish import kept_tokens, tokens
from meetings.danish.met_words import MetWords, WordLexemes
from meetings.importing import reading_ahead as ahead
from meetings.importing.batch import FileResult, import_sources, sources_below
from meetings.importing.files import read
from meetings.importing.reading_ahead import reading_ahead
from meetings.models import AgendaItem, Document, Municipality, SearchWord, Synonym
from meetings.search.indexing import drifted_items
from meetings.tests.documents import ITEMS, Item, document_text, write_file

pytestmark = [
    pytest.mark.django_db,
    # Elsewhere one process imports (reading_ahead.default_jobs).
    pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four documents, and between them one that is no agenda and one that cannot be opened as what it says."""
    papers = tmp_path / "papirer"
    papers.mkdir()
    for day in (14, 15, 16, 17):
        write_file(papers, f"{day}.txt", document_text().replace("14-03-2025", f"{day}-03-2025"))
    write_file(papers, "15-note.txt", "Husk kaffe til mødet.")
    (papers / "16-defekt.pdf").write_bytes(b"%PDF-1.7 og ikke mere")
    return papers


def imported(folder: Path, jobs: int) -> list[FileResult]:
    return list(import_sources(sources_below([folder])[0], jobs=jobs))


def processes() -> int:
    return len(multiprocessing.active_children())


def read_and_written(folder: Path, jobs: int) -> tuple[list[Any], ...]:
    """What is told of the files, and what the archive has of them; it is undone."""
    with transaction.atomic():
        results = [(one.path, one.outcome, one.sentence, one.warnings) for one in imported(folder, jobs)]
        items = AgendaItem.objects.order_by("meeting__date", "position")
        documents = Document.objects.order_by("source_name")
        written = (
            list(items.values_list("meeting__date", "title", "presentation", "decision__text")),
            [_words_of(vector) for vector in items.values_list("search_row__vector", flat=True)],
            list(items.values_list("matter_signature__terms", "matter_signature__traits")),
            sorted(SearchWord.objects.values_list("word", flat=True)),
            sorted(Synonym.objects.values_list("word", "meaning", "wording")),
            list(documents.values_list("source_name", "text", "text_sha256", "warnings", "said")),
        )
        transaction.set_rollback(True)
    return results, *written


def _words_of(vector: str) -> list[str]:
    """The vector without its facets, which hold keys."""
    return [entry for entry in vector.split() if not entry.startswith("'F")]


def test_what_becomes_of_files_is_the_same_in_the_same_order(folder: Path) -> None:
    expected = read_and_written(folder, 1)
    assert [outcome for _, outcome, *_ in expected[0]].count("created") == 4
    for jobs in (2, 4):
        for found, wanted in zip(read_and_written(folder, jobs), expected, strict=True):
            assert found == wanted
    assert processes() == 0


def test_a_process_that_dies_is_done_without(folder: Path) -> None:
    sources = sources_below([folder])[0]
    with reading_ahead(sources, 2) as read_ahead:
        given = [next(read_ahead)]
        for process in multiprocessing.active_children():
            assert process.pid
            os.kill(process.pid, signal.SIGKILL)
            process.join()
        given += list(read_ahead)
    assert [path for path, _ in given] == [path for path, _ in sources]
    assert [content().ahead is not None for _, content in given] == [True, *[False] * 5]
    assert read(given[-1][1]()).document.items


def test_what_was_read_by_other_municipalities_is_read_again(folder: Path) -> None:
    with reading_ahead(sources_below([folder])[0], 2) as read_ahead:
        source = next(read_ahead)[1]()
    assert source.ahead
    wrong = replace(source.ahead, document=replace(source.ahead.document, council="KKR Forkert"))
    source = replace(source, ahead=wrong)
    assert read(source).document.council == "KKR Forkert"
    Municipality.objects.create(name="Torshavn", slug="torshavn")
    assert read(source).document.council != "KKR Forkert"


def test_the_processes_end_with_an_import_that_is_interrupted(folder: Path) -> None:
    results = import_sources(sources_below([folder])[0], jobs=3)
    assert next(results).outcome == "created"
    assert processes() == 2
    with pytest.raises(KeyboardInterrupt):
        results.throw(KeyboardInterrupt)  # type: ignore[attr-defined]  # it is a generator, which callers need not know
    assert processes() == 0
    assert Document.objects.count() == 1


def words_met_in(*texts: str) -> dict[str, WordLexemes]:
    with tokens.meeting_words() as met:
        for text in texts:
            list(tokens.tokenize(text))
    return dict(met)


def test_words_that_another_process_met_are_known_as_it_knows_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "_met", MetWords(100))
    met = words_met_in("Flygtningekvotefordelingen og it-driften", "og Driften")
    assert met["Flygtningekvotefordelingen"][1]
    assert words_met_in("og Driften i kommunen").keys() == {"i", "kommunen"}
    before = list(tokens.tokenize("Flygtningekvotefordelingen og it-driften"))
    monkeypatch.setattr(tokens, "_met", MetWords(100))
    tokens.learn_words(met)
    assert words_met_in("og Driften") == {}
    assert list(tokens.tokenize("Flygtningekvotefordelingen og it-driften")) == before


FULL_OF_FACTS = Item(
    "2.3",
    "Færgedrift og kajplads",
    presentation="Business Region Øst (BRØ) har ordet. Skriv til hanne.vester@hjemme.example.",
    decision="Anna Holm blev udpeget til Havnerådet.",
)


@pytest.mark.parametrize("items", [ITEMS, [*ITEMS, FULL_OF_FACTS]], ids=["plain", "with what is scanned for"])
def test_the_one_that_writes_takes_no_text_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, items: list[Item]
) -> None:
    (paper := tmp_path / "referat.txt").write_text(document_text(items=items))
    taken_apart: list[str] = []  # the others have lists of their own

    def tokenize(text: str) -> Iterator[tokens.Token]:
        taken_apart.append(text)
        return tokens.tokenize(text)

    monkeypatch.setattr(kept_tokens, "tokenize", tokenize)
    assert [one.outcome for one in imported(paper, jobs=1)] == ["created"]
    assert len(taken_apart) > len(items)
    taken_apart.clear()
    paper.write_text(document_text(items=items, day=date(2025, 3, 21)))
    assert [one.outcome for one in imported(paper, jobs=2)] == ["created"]
    assert taken_apart == []
    assert not list(drifted_items(100))


@pytest.mark.parametrize("jobs", [0, -1])
def test_no_process_at_all_is_a_wrong_option(folder: Path, jobs: int) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("import_meetings", folder, jobs=jobs, verbosity=0)
    assert ended.value.code == 2


def test_a_dry_run_reads_ahead_and_writes_nothing(folder: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("import_meetings", folder, dry_run=True, jobs=3, verbosity=0)
    assert ended.value.code == 1
    assert not Document.objects.exists()


def test_few_files_are_read_by_the_one_process(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "_Reader", None)
    call_command("import_meetings", folder / "14.txt", folder / "15.txt", jobs=3, verbosity=0)
    assert Document.objects.count() == 2
