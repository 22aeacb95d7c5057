"""The benchmark of search: that its archive is like a real one, that its engines find what is there, that it reckons
rightly."""

import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from random import Random

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from benchmark import search_benchmark
from benchmark.archive_engine import ArchiveEngine
from benchmark.django_documented_engine import DjangoDocumentedEngine
from benchmark.engines import Engine, EngineAnswer, IndexSize
from benchmark.measuring import WARM_UP_RUNS, EngineNotBuilt, measure
from benchmark.questions import Question, QuestionKind, WordSurvey, choose_questions
from benchmark.report import OURS
from benchmark.sqlite_engine import SqliteEngine
from benchmark.stored_archive import StoredArchive
from benchmark.synthetic_archive import ITEMS_A_MEETING, MOST_ITEMS, SyntheticArchive
from benchmark.tantivy_engine import TantivyEngine
from benchmark.vocabulary import EXPONENT, SET_PHRASES, SHIFT, Vocabulary, vocabulary
from meetings.models import AgendaItem, Topic

ITEMS = 240


@pytest.fixture(scope="module")
def small_vocabulary() -> Vocabulary:
    return vocabulary(size=20_000)


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> StoredArchive:
    stored = StoredArchive(SyntheticArchive(ITEMS), tmp_path_factory.mktemp("archive"))
    stored.write(processes=1)
    return stored


def question(kind: QuestionKind, stored: StoredArchive) -> Question:
    return next(each for each in choose_questions(stored.survey()) if each.kind is kind)


def test_a_vocabulary_follows_from_its_seed(small_vocabulary: Vocabulary) -> None:
    again, other = (vocabulary.__wrapped__(20_000, seed) for seed in (1, 2))
    assert again == small_vocabulary
    assert other != small_vocabulary
    assert len(set(small_vocabulary.words)) == len(small_vocabulary.words) == 20_000


def test_words_are_drawn_as_their_rank_says_and_most_seldom(small_vocabulary: Vocabulary) -> None:
    drawn = Counter(small_vocabulary.draw(Random(1), 300_000))
    around = {
        rank: sum(drawn[word] for word in small_vocabulary.words[rank * 9 // 10 : rank * 11 // 10]) / rank
        for rank in (50, 500, 5_000)
    }
    for rank, later in ((50, 500), (500, 5_000)):
        expected = ((later + SHIFT) / (rank + SHIFT)) ** EXPONENT
        assert around[rank] / around[later] == pytest.approx(expected, rel=0.15)
    assert sum(count == 1 for count in drawn.values()) > 2_000


def test_set_phrases_are_drawn_whole(small_vocabulary: Vocabulary) -> None:
    drawn = set(small_vocabulary.draw(Random(1), 100_000))
    assert drawn.issuperset(SET_PHRASES)


def test_an_item_follows_from_its_number_whoever_makes_it() -> None:
    archive = SyntheticArchive(60)
    whole = list(archive.items(range(1, 61)))
    assert whole == [*archive.items(range(1, 31)), *archive.items(range(31, 61))]
    assert len({item.title for item in whole}) > 55
    assert [len([item for item in whole if item.meeting == meeting]) for meeting in range(1, 6)] == 5 * [
        ITEMS_A_MEETING
    ]


def test_items_are_as_long_as_real_ones_and_as_different() -> None:
    lengths = sorted(
        sum(len(text.encode()) for text in item.texts) for item in SyntheticArchive(1_000).items(range(1, 1_001))
    )
    assert sum(lengths) / len(lengths) == pytest.approx(2_000, rel=0.25)
    assert lengths[100] < 800
    assert lengths[950] > 4_000


@pytest.mark.parametrize(
    ("items", "councils"), [pytest.param(10_000, 5, id="five councils"), pytest.param(1_000_000, 80, id="more of them")]
)
def test_a_council_meets_once_a_day_over_twenty_years(items: int, councils: int) -> None:
    archive = SyntheticArchive(items)
    meetings = [archive.meeting(number) for number in range(1, archive.meeting_count + 1)]
    assert len(archive.councils) == councils
    assert len({(meeting.council, meeting.date) for meeting in meetings}) == len(meetings)
    assert (meetings[0].date.year, meetings[-1].date.year) == (2005, 2024)


@pytest.mark.parametrize("items", [0, MOST_ITEMS + 1])
def test_an_archive_that_cannot_be(items: int) -> None:
    with pytest.raises(ValueError, match="An archive has between 1 and"):
        SyntheticArchive(items)


def test_questions_are_chosen_by_how_many_items_have_the_words() -> None:
    shares = {
        "kommuner": 900,
        "møde": 800,
        "sundhed": 100,
        "sundhedsplan": 90,
        "lokalplan": 101,
        "udbud": 95,
        "bevilling": 61,
    }
    survey = WordSurvey(
        1_000,
        {**shares, "dalstrøg": 20, "dalstrøgsplan": 30, "bakkekam": 21},
        {"grøn omstilling": 50, "unge voksne": 11},
    )
    chosen = {each.kind: each for each in choose_questions(survey)}
    assert {kind: each.typed for kind, each in chosen.items()} == {
        QuestionKind.RARE: "bakkekam",  # dalstrøg begins another word
        QuestionKind.COMMON: "lokalplan",
        QuestionKind.COMMONEST: "kommuner",
        QuestionKind.PHRASE: '"unge voksne"',
        QuestionKind.TWO_WORDS: "udbud bevilling",
        QuestionKind.FILTERED: "lokalplan",
        QuestionKind.PREFIX: "bevil*",
        QuestionKind.MISSPELT: "bevililng",
        QuestionKind.BEGINNING: "bevi",
    }
    assert chosen[QuestionKind.FILTERED].municipality == "Aalborg"


@pytest.fixture(scope="module")
def file_engines(stored: StoredArchive) -> Iterator[list[Engine]]:
    engines: list[Engine] = [SqliteEngine(stored.folder), TantivyEngine(stored.folder)]
    for engine in engines:
        engine.build(stored, 1)
        engine.open()
    yield engines
    for engine in engines:
        engine.close()


def check_engine(engine: Engine, stored: StoredArchive) -> None:
    """What an engine finds are the items that have the words, and perhaps others with other forms of them."""
    for kind in (
        QuestionKind.RARE,
        QuestionKind.COMMON,
        QuestionKind.COMMONEST,
        QuestionKind.PHRASE,
        QuestionKind.PHRASE_OF_COMMON,
        QuestionKind.TWO_WORDS,
        QuestionKind.FILTERED,
    ):
        asked = question(kind, stored)
        having = {item.number for item in stored.items() if has(asked, "\n".join(item.texts), item.municipalities)}
        answer = engine.ask(asked)
        assert answer is not None
        assert len(having) <= answer.count <= 2 * len(having) + 20, (engine.name, asked)
        assert len(answer.best) == len(answer.passages) == min(20, answer.count)
        if answer.count == len(having):
            assert having.issuperset(answer.best), (engine.name, asked)
        assert answer.facet_values or not answer.count
    size = engine.size()
    assert 0 < size.index < size.total


def has(question: Question, text: str, municipalities: tuple[str, ...]) -> bool:
    words = [question.typed.strip('"')] if question.is_phrase else question.words
    named = not question.municipality or question.municipality in municipalities
    return named and all(re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE) for word in words)


@pytest.mark.parametrize("place", [pytest.param(0, id="sqlite"), pytest.param(1, id="tantivy")])
def test_engines_on_files_find_what_is_there(file_engines: list[Engine], stored: StoredArchive, place: int) -> None:
    check_engine(file_engines[place], stored)
    assert file_engines[place].ask(question(QuestionKind.MISSPELT, stored)) is None


@pytest.mark.django_db(transaction=True)
def test_engines_in_postgresql_find_what_is_there(stored: StoredArchive) -> None:
    ours, documented = ArchiveEngine(), DjangoDocumentedEngine()
    for engine in (ours, documented):
        engine.build(stored, 1)
        engine.open()
        check_engine(engine, stored)
    assert AgendaItem.objects.create(meeting_id=1, number="9.9", title="Den næste").pk == ITEMS + 1
    assert documented.ask(question(QuestionKind.MISSPELT, stored)) is None
    for kind in (QuestionKind.MISSPELT, QuestionKind.BEGINNING):
        answer = ours.ask(question(kind, stored))
        assert answer is not None
        assert answer.count


class Recorder:
    """An engine that finds the same for every question, and writes down when it was asked."""

    def __init__(self, name: str, asked: list[str], count: int | None) -> None:
        self.name, self._asked, self._count = name, asked, count

    def build(self, stored: StoredArchive, processes: int) -> None: ...

    def open(self) -> None: ...

    def close(self) -> None: ...

    def size(self) -> IndexSize:
        return IndexSize(1, 2)

    def ask(self, question: Question) -> EngineAnswer | None:
        self._asked.append(self.name)
        return None if self._count is None else EngineAnswer(self._count, (), 0, ())


def test_engines_take_turns_and_one_without_an_answer_is_left_out() -> None:
    asked: list[str] = []
    engines = [Recorder("a", asked, 3), Recorder("b", asked, None), Recorder("c", asked, 0)]
    found = measure(engines, Question(QuestionKind.RARE, ("ord",)), 3)
    assert "".join(asked) == "abc" + (WARM_UP_RUNS - 1 + 3) * "ac"
    assert [(each.engine, each.found, len(each.milliseconds)) for each in found] == [("a", 3, 3), ("c", 0, 3)]


def test_an_engine_that_does_not_find_the_commonest_word_is_not_measured() -> None:
    with pytest.raises(EngineNotBuilt, match="a finds nothing"):
        measure([Recorder("a", [], 0)], Question(QuestionKind.COMMONEST, ("ord",)), 3)


def test_the_command_reports_every_size_and_the_growth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_benchmark, "KEPT_ARCHIVES", tmp_path / "kept")
    asked = {"items": [150, 300], "engines": ["sqlite", "tantivy"], "runs": 2, "processes": 1, "keep": True}
    output, steps = StringIO(), StringIO()
    call_command("bench_search", **asked, stdout=output, stderr=steps)
    assert "150 items, 2 runs" in output.getvalue()
    assert "300 items, 2 runs" in output.getvalue()
    assert "how it grows" in output.getvalue()
    assert "sqlite built in" in steps.getvalue()
    again = StringIO()
    call_command("bench_search", **{**asked, "items": [150]}, reuse=True, stdout=StringIO(), stderr=again)
    assert "built in" not in again.getvalue()


@pytest.mark.django_db
def test_an_archive_with_changes_that_wait_is_told_of(
    stored: StoredArchive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a migration what follows from a whole table is written while readers ask, for hours."""
    monkeypatch.setattr(search_benchmark, "KEPT_ARCHIVES", tmp_path)
    chosen = search_benchmark.BenchmarkOptions(ITEMS, (OURS,), 2, 1, keep=True, reuse=True)
    chosen.folder.mkdir()
    engine, said = Recorder(OURS, [], 3), list[str]()
    search_benchmark.build_or_open(engine, stored, chosen, said.append)
    Topic.objects.create(name="Broer", slug="broer")
    search_benchmark.build_or_open(engine, stored, chosen, said.append)
    assert [line.split()[1:3] for line in said] == [["built", "in"], ["changes", "wait:"]], said


def test_the_command_refuses_what_cannot_be_measured() -> None:
    with pytest.raises(CommandError, match="2 runs or more"):
        call_command("bench_search", runs=1)


def test_nothing_of_the_site_imports_the_benchmark() -> None:
    own = {"benchmark", "tests", "commands"}
    importing = [
        path
        for path in Path(settings.BASE_DIR, "meetings").rglob("*.py")
        if not own.intersection(path.parts) and "benchmark" in path.read_text(encoding="utf-8")
    ]
    assert importing == []
