"""How the measure of search counts, and that search reaches its goals on the project's own samples."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from meetings.importing import import_file
from meetings.models import AgendaItem
from meetings.search import query
from meetings.search.relevance import Answer, Judgement, load_judgements, mean_precision, mean_recall
from meetings.sources import find_files, load, read

SAMPLES = Path(settings.BASE_DIR, "fixtures")


def answer(relevant: str, found: str, neutral: str = "") -> Answer:
    """Items are single letters here."""
    return Answer(Judgement("q", "kind", frozenset(relevant), frozenset(neutral)), frozenset(found))


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
def test_recall_and_precision(answered: Answer, recall: float | None, precision: float | None) -> None:
    assert (answered.recall, answered.precision) == (recall, precision)


def test_means_leave_out_what_has_no_share() -> None:
    answers = [answer("ab", "a"), answer("", ""), answer("a", "")]
    assert mean_recall(answers) == 0.25
    assert mean_precision(answers) == 1.0
    assert mean_recall([]) == mean_precision([]) == 1.0


def test_judgements_are_read_from_json(tmp_path: Path) -> None:
    file = tmp_path / "queries.json"
    file.write_text(json.dumps([{"q": "læger", "kind": "word", "relevant": ["2025-03-14 2.1"]}]), encoding="utf-8")
    assert load_judgements(file) == (Judgement("læger", "word", frozenset({"2025-03-14 2.1"}), frozenset()),)


@pytest.mark.django_db
def test_search_reaches_its_goals_on_the_samples() -> None:
    for path in find_files(SAMPLES):
        import_file(read(load(path, settings.IMPORT_MAX_BYTES)))
    answers = []
    for judgement in load_judgements(SAMPLES / "relevance.json"):
        items = AgendaItem.objects.search(query.parse(judgement.query)).select_related("meeting")
        found = frozenset(f"{item.meeting.date.isoformat()} {item.number}" for item in items)
        answers.append(Answer(judgement, found))
    assert mean_recall(answers) >= 0.85
    assert mean_precision(answers) >= 0.90
