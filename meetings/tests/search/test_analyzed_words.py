"""That the next import knows the words of those before it, and that none is kept that was taken out meanwhile."""

from pathlib import Path
from unittest import mock

import pytest
from django.db import OperationalError

from meetings.danish import tokens
from meetings.danish.lexemes import analyze_word
from meetings.danish.met_words import MetWords
from meetings.importing.batch import import_sources, sources_below
from meetings.models import AnalyzedWords, Redaction, SearchWord
from meetings.models.choices import RedactionScope
from meetings.privacy.redacting import redact
from meetings.search import analyzed_words
from meetings.tests.documents import Item, document_text, write_file

pytestmark = pytest.mark.django_db

FERRY = Item("1.1", "Færgedriftens kajpladser", presentation="Skipper Kragelund lægger til ved havnekajen.")


@pytest.fixture(autouse=True)
def one_word_is_worth_keeping(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analyzed_words, "_FEWEST_NEW_WORDS", 1)


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    write_file(tmp_path, "14.txt", document_text(items=[FERRY]))
    write_file(tmp_path, "21.txt", document_text(items=[FERRY]).replace("14-03-2025", "21-03-2025"))
    return tmp_path


@pytest.fixture
def analyzed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The words that are analyzed; a process has just begun."""
    found: list[str] = []

    def analyze(word: str) -> tuple[str, tuple[str, ...]]:
        found.append(word)
        return analyze_word(word)

    monkeypatch.setattr(tokens, "analyze_word", analyze)
    begin_a_process(monkeypatch)
    return found


def begin_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "_met", MetWords(1_000))


def import_below(path: Path, *, dry_run: bool = False) -> list[str]:
    return [one.outcome for one in import_sources(sources_below([path])[0], dry_run=dry_run)]


def test_a_later_process_does_not_analyze_the_words_of_one_before_it(
    papers: Path, analyzed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert import_below(papers / "14.txt") == ["created"]
    assert {"Færgedriftens", "Kragelund", "havnekajen"} <= {*analyzed}
    begin_a_process(monkeypatch)
    analyzed.clear()
    assert import_below(papers / "21.txt") == ["created"]
    assert not {word for word in analyzed if len(word) > 3 and SearchWord.objects.known([word.lower()])}
    assert AnalyzedWords.objects.count() == 1


def test_words_of_another_analyzer_are_forgotten(papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    AnalyzedWords.objects.create(pk=1, words=b"")
    begin_a_process(monkeypatch)
    import_below(papers)
    assert [kept.pk for kept in AnalyzedWords.objects.all()] == [tokens.ANALYZER_VERSION]


def test_a_dry_run_keeps_none(papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begin_a_process(monkeypatch)
    import_below(papers, dry_run=True)
    assert not AnalyzedWords.objects.exists()


def test_words_that_are_taken_out_are_forgotten_and_not_kept_by_a_process_that_knows_them(
    papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin_a_process(monkeypatch)
    import_below(papers / "14.txt")
    redact(Redaction(scope=RedactionScope.ARCHIVE, reason="Efter anmodning"), ["Kragelund"])
    assert not AnalyzedWords.objects.exists()
    assert "Kragelund" in tokens.words_met()
    import_below(papers / "21.txt")
    tokens.recall_words({"havnekajens": (("havnekaj",), ())})
    with analyzed_words.keeping_analyzed_words():
        list(tokens.tokenize("Havnekajerne"))
    begin_a_process(monkeypatch)
    with analyzed_words.keeping_analyzed_words():
        known = tokens.words_met()
    assert "havnekajen" in known
    assert not [word for word in known if "kragelund" in word.lower()]


def test_without_the_database_words_are_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    begin_a_process(monkeypatch)
    with (
        mock.patch.object(AnalyzedWords.objects, "filter", side_effect=OperationalError),
        mock.patch.object(SearchWord.objects, "known", side_effect=OperationalError),
        analyzed_words.keeping_analyzed_words(),
    ):
        list(tokens.tokenize("Havnekajerne"))
    assert not AnalyzedWords.objects.exists()
