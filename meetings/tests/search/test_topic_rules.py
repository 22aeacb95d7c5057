"""The rules that an archive starts out with give the samples' items the topics that a reader expects."""

from pathlib import Path

import pytest
from django.conf import settings

from benchmark.scratch import import_folder
from meetings.models import AgendaItem, Topic
from meetings.search.query import parse_query

pytestmark = pytest.mark.django_db


def test_every_rule_can_be_read_whole() -> None:
    assert not [
        topic for topic in Topic.objects.all() if parse_query(topic.rule).is_empty or parse_query(topic.rule).truncated
    ]


def test_the_samples() -> None:
    import_folder(Path(settings.BASE_DIR, "fixtures"))
    for day, number, expected, unexpected in SAMPLES:
        item = AgendaItem.objects.get(meeting__date=day, number=number)
        names = {topic.name for topic in item.topics.all()}
        assert expected <= names, item
        assert not unexpected & names, item


# An item by date and number, the topics that it is about, and some that it only mentions by chance.
SAMPLES: tuple[tuple[str, str, set[str], set[str]], ...] = (
    ("2023-09-08", "3.1", {"Uddannelse"}, {"Erhverv", "Transport"}),
    ("2023-09-08", "3.2", {"Socialområdet", "Økonomi"}, {"Sundhed"}),
    ("2023-09-08", "3.3", {"Beredskab"}, {"Transport", "Uddannelse"}),
    ("2023-09-08", "3.4", {"Transport"}, {"Uddannelse"}),
    ("2023-09-08", "3.5", {"Erhverv"}, {"Transport"}),
    ("2023-09-08", "4.1", {"Uddannelse"}, {"Erhverv"}),
    ("2024-06-14", "3.1", {"Sundhed"}, {"Transport"}),
    ("2024-06-14", "3.2", {"Flygtninge"}, {"Sundhed"}),
    ("2024-06-14", "3.4", {"Kultur og turisme"}, {"Økonomi"}),
    ("2024-11-15", "3.1", {"Beskæftigelse", "Børn og unge", "Uddannelse"}, {"Erhverv"}),
    ("2024-11-15", "3.4", {"Socialområdet", "Økonomi"}, {"Sundhed"}),
    ("2024-11-15", "3.6", {"Klima og energi"}, {"Erhverv"}),
    ("2025-03-14", "3.4", {"Digitalisering"}, {"Uddannelse"}),
    ("2025-03-14", "3.7", {"Transport"}, {"Sundhed"}),
    ("2025-06-13", "3.4", {"Digitalisering"}, {"Uddannelse"}),
    ("2025-06-13", "3.5", {"Beskæftigelse"}, {"Erhverv"}),
    ("2025-09-12", "3.2", {"Beredskab"}, {"Sundhed"}),
    ("2025-09-12", "4.1", set(), {"Sundhed", "Erhverv", "Uddannelse"}),
    ("2026-06-12", "3.6", {"Beredskab"}, {"Klima og energi"}),
    ("2026-12-04", "3.5", {"Beskæftigelse"}, {"Uddannelse"}),
)
