"""How the measure of search counts, what the command says of it, and that search reaches its goals on the samples."""

import json
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from benchmark.judged_queries import (
    FALSE_FRIEND,
    JudgedQuery,
    QueryResult,
    count_false_friends,
    item_name,
    load_judgements,
    mean_ndcg,
    mean_precision,
    mean_recall,
)
from benchmark.management.commands import relevance, relevance_beside_others
from benchmark.plain_engines import PlainEngine, PostgresqlDanish, SqliteFts, TantivyDanish
from benchmark.scratch import COUNCILS, SAMPLES, import_folder
from meetings.models import AgendaItem, Council, Meeting
from meetings.tests import factories


def answer(relevant: str, ranking: str, neutral: str = "", kind: str = "kind") -> QueryResult:
    """Items are single letters here."""
    return QueryResult(JudgedQuery("q", kind, frozenset(relevant), frozenset(neutral)), tuple(ranking))


@pytest.mark.parametrize(
    ("answered", "recall", "precision"),
    [
        pytest.param(answer("ab", "ab"), 1.0, 1.0, id="all and only"),
        pytest.param(answer("ab", "a"), 0.5, 1.0, id="one missed"),
        pytest.param(answer("a", "ab"), 1.0, 0.5, id="one wrong"),
        pytest.param(answer("a", "ab", neutral="b"), 1.0, 1.0, id="a neutral one does not count"),
        pytest.param(answer("a", ""), 0.0, None, id="nothing found"),
        pytest.param(answer("", ""), None, 1.0, id="rightly nothing"),
        pytest.param(answer("", "a"), None, 0.0, id="something where there is nothing"),
    ],
)
def test_recall_and_precision(answered: QueryResult, recall: float | None, precision: float | None) -> None:
    assert (answered.recall, answered.precision) == (recall, precision)


# What a find in second place counts: one divided by log2(3).
SECOND_PLACE = 0.63093


@pytest.mark.parametrize(
    ("answered", "expected"),
    [
        pytest.param(answer("ab", "ab"), 1.0, id="the best order"),
        pytest.param(answer("ab", "ba"), 1.0, id="relevant items are alike"),
        pytest.param(answer("a", "xa"), SECOND_PLACE, id="the only one second"),
        pytest.param(answer("ab", "axb"), (1 + 0.5) / (1 + SECOND_PLACE), id="a wrong one between"),
        pytest.param(answer("ab", "a"), 1 / (1 + SECOND_PLACE), id="one missed"),
        pytest.param(answer("a", "ax"), 1.0, id="a wrong one after"),
        pytest.param(answer("a", "na", neutral="n"), 1.0, id="a neutral one takes no place"),
        pytest.param(answer("a", "qrstuvwxya"), 0.28906, id="the tenth place, 1 / log2(11)"),
        pytest.param(answer("a", "qrstuvwxyza"), 0.0, id="the eleventh place"),
        pytest.param(answer("abcdefghijkl", "abcdefghij"), 1.0, id="no better than ten of twelve"),
        pytest.param(answer("a", ""), 0.0, id="nothing found"),
        pytest.param(answer("", ""), None, id="rightly nothing"),
        pytest.param(answer("", "a"), None, id="something where there is nothing"),
    ],
)
def test_ranking(answered: QueryResult, expected: float | None) -> None:
    assert answered.ndcg == (None if expected is None else pytest.approx(expected, abs=1e-5))


def test_means_leave_out_what_has_no_share() -> None:
    answers = [answer("ab", "a"), answer("", ""), answer("a", "")]
    assert mean_recall(answers) == 0.25
    assert mean_precision(answers) == 1.0
    assert mean_ndcg(answers) == pytest.approx(0.5 / (1 + SECOND_PLACE), abs=1e-5)
    assert mean_recall([]) == mean_precision([]) == mean_ndcg([]) == 1.0


@pytest.mark.parametrize(
    ("answered", "expected"),
    [
        pytest.param(answer("a", "abc", kind=FALSE_FRIEND), 2, id="each wrong item"),
        pytest.param(answer("a", "ab", neutral="b", kind=FALSE_FRIEND), 0, id="no neutral one"),
        pytest.param(answer("a", "", kind=FALSE_FRIEND), 0, id="no missed one"),
        pytest.param(answer("a", "ab"), 0, id="of no other kind"),
    ],
)
def test_false_friends(answered: QueryResult, expected: int) -> None:
    assert count_false_friends([answered]) == expected


def judged(file: Path, entries: Sequence[Mapping[str, object]]) -> Path:
    file.write_text(json.dumps(entries), encoding="utf-8")
    return file


def test_judgements_are_read_from_json(tmp_path: Path) -> None:
    file = judged(tmp_path / "queries.json", [{"q": "læger", "kind": "word", "relevant": ["2025-03-14 2.1"]}])
    assert load_judgements(file) == (JudgedQuery("læger", "word", frozenset({"2025-03-14 2.1"}), frozenset()),)


def test_an_item_is_not_relevant_and_neutral() -> None:
    with pytest.raises(ValueError, match="relevant and neutral at once"):
        JudgedQuery("læger", "word", frozenset({"2025-03-14 2.1"}), frozenset({"2025-03-14 2.1"}))


ENTRIES = [
    {"q": "vand", "kind": FALSE_FRIEND, "relevant": ["a"]},
    {"q": "vej", "kind": "word", "relevant": ["b", "c"]},
]


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """What search finds by query, instead of asking an archive."""
    answers: dict[str, list[str]] = {}
    monkeypatch.setattr(relevance, "scratch_archive", nullcontext)
    monkeypatch.setattr(relevance, "import_folder", lambda folder: 0.0)
    monkeypatch.setattr(relevance, "find_items", answers.__getitem__)
    monkeypatch.setattr(relevance, "mechanism_used", lambda text: f"near: {text}er")
    return answers


@pytest.mark.parametrize(
    ("vand", "vej", "arguments", "reached"),
    [
        pytest.param("a", "bc", [], True, id="all and only"),
        pytest.param("a", "b", [], False, id="recall below the goal"),
        pytest.param("a", "b", ["--recall=0.75"], True, id="a lower goal of recall"),
        pytest.param("a", "bcd", [], False, id="precision below the goal"),
        pytest.param("a", "bcd", ["--precision=0.8"], True, id="a lower goal of precision"),
        pytest.param("ad", "bc", ["--precision=0.1"], False, id="a false friend, whatever the goal"),
    ],
)
def test_exit_status(
    vand: str, vej: str, arguments: list[str], reached: bool, answering: dict[str, list[str]], tmp_path: Path
) -> None:
    answering |= {"vand": list(vand), "vej": list(vej)}
    file = judged(tmp_path / "queries.json", ENTRIES)
    with nullcontext() if reached else pytest.raises(SystemExit, match="1"):
        call_command("relevance", str(tmp_path), str(file), *arguments)


def test_report(answering: dict[str, list[str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answering |= {"vand": ["x", "a"], "vej": ["b"]}
    first, second = (judged(tmp_path / f"{name}.json", ENTRIES) for name in ("first", "second"))
    with pytest.raises(SystemExit):
        call_command("relevance", "papers", str(first), "others", str(second))
    report = """
  'vand' (false-friend) wrong: x [near: vander]
  'vej' (word) misses: c [near: vejer]
kind             queries  recall  precision  nDCG@10  false friends
false-friend           1   1.000      0.500    0.631              1
word                   1   0.500      1.000    0.613              0
all                    2   0.750      0.750    0.622              1
"""
    assert capsys.readouterr().out == f"{first} on papers{report}{second} on others{report}"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("færgen", "as typed", id="as typed"),
        pytest.param("rederri", "spelling: rederi", id="respelt"),
        pytest.param("færge rederi tunnel", "2 of 3 words", id="some of the words"),
    ],
)
def test_the_mechanism_is_told(typed: str, expected: str) -> None:
    factories.make_item("Færgen og dens rederi")
    assert relevance.mechanism_used(typed) == expected


@pytest.mark.django_db
@pytest.mark.parametrize("engine", [PostgresqlDanish, SqliteFts, TantivyDanish], ids=lambda engine: engine.name)
def test_other_engines_find_the_words_of_a_query(engine: type[PlainEngine]) -> None:
    asked = engine({"a": "Færge til øen", "b": "Broen og øen", "c": "Broen og broen til øen"})
    assert set(asked.find("øen")) == {"a", "b", "c"}
    assert set(asked.find("broen øen")) == {"b", "c"}
    assert asked.find('tunnel "AND (') == []


@pytest.mark.django_db
def test_other_engines_are_asked_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(relevance_beside_others, "scratch_archive", nullcontext)
    monkeypatch.setattr(relevance_beside_others, "import_folder", lambda folder: 0.0)
    name = item_name(factories.make_item("Færgerne til øen"))
    file = judged(tmp_path / "queries.json", [{"q": "færge", "kind": "word", "relevant": [name]}])
    call_command("relevance_beside_others", "papers", str(file))
    rows = [line.rsplit(maxsplit=4) for line in capsys.readouterr().out.splitlines()[2:]]
    assert [row[0] for row in rows] == ["ours", "postgresql", "sqlite fts5", "tantivy"]
    assert [row[2] for row in rows] == ["1.000", "1.000", "0.000", "1.000"]


def test_folders_and_queries_come_in_pairs() -> None:
    with pytest.raises(CommandError, match="pairs"):
        call_command("relevance", "papers")


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        pytest.param("", "2031-03-06 1.1", id="the first meeting of its day"),
        pytest.param("ekstraordinaert", "2031-03-06/ekstraordinaert 1.1", id="an extraordinary one"),
        pytest.param("kl-1430", "2031-03-06/kl-1430 1.1", id="one told by its start"),
    ],
)
def test_items_of_one_number_and_day_are_told_apart(slug: str, name: str) -> None:
    meeting = Meeting(council=Council(name="KKR Prøve"), date=date(2031, 3, 6), slug=slug)
    assert item_name(AgendaItem(meeting=meeting, number="1.1")) == name


@pytest.mark.django_db
@pytest.mark.parametrize("folder", [SAMPLES, COUNCILS], ids=lambda folder: folder.name)
def test_every_judged_item_is_in_the_documents(folder: Path) -> None:
    import_folder(folder)
    items = AgendaItem.objects.select_related("meeting")
    known = {item_name(item) for item in items}
    for judgement in load_judgements(folder / "relevance.json"):
        assert judgement.relevant | judgement.neutral <= known, judgement.query


@pytest.mark.parametrize("folder", [SAMPLES, COUNCILS], ids=lambda folder: folder.name)
def test_no_query_is_judged_twice(folder: Path) -> None:
    queries = [judgement.query for judgement in load_judgements(folder / "relevance.json")]
    assert len(queries) == len(set(queries))


@pytest.mark.django_db
def test_search_reaches_its_goals_on_the_samples() -> None:
    import_folder(SAMPLES)
    answers = [
        QueryResult(judgement, tuple(relevance.find_items(judgement.query)))
        for judgement in load_judgements(SAMPLES / "relevance.json")
    ]
    assert mean_recall(answers) >= relevance.RECALL_GOAL
    assert mean_precision(answers) >= relevance.PRECISION_GOAL
    assert count_false_friends(answers) == 0
