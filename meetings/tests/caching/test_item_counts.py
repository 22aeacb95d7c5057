"""What is kept up by the log of changes is what a full count says, whatever is changed and in whichever order."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from benchmark.serving import database_url
from meetings.caching import item_counts
from meetings.caching.followed_log import kept_until_changed, log_follower
from meetings.caching.item_counts import changed_blocks
from meetings.models import AgendaItem, ArchiveChange, Change, Decision, Meeting, Topic
from meetings.models.changes import LoggedChange
from meetings.models.choices import CaseType, Outcome
from meetings.models.public_reading import reading_publicly
from meetings.pages import totals
from meetings.privacy.withholding import end_withholding, withhold
from meetings.tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def archive(monkeypatch: pytest.MonkeyPatch) -> list[AgendaItem]:
    """Six items of two meetings, each in a block of its own."""
    monkeypatch.setattr(item_counts, "ITEMS_A_BLOCK", 1)
    factories.make_archive([0, 1])
    return list(AgendaItem.objects.order_by("pk"))


def counted_by_reading() -> tuple[Any, ...]:
    """The same totals, by reading every item that the public may see."""
    kinds, topics, municipalities = Counter[Any](), Counter[Any](), Counter[Any]()
    for item in AgendaItem.objects.filter(is_withheld=False):
        decision = item.decision_or_none
        kinds[item.meeting.date.year, item.case_type, decision.outcome if decision else None] += 1
        topics.update(item.topics.values_list("name", flat=True))
        municipalities.update(item.municipalities.values_list("name", flat=True))
    return kinds, topics, municipalities


def told() -> tuple[Any, ...]:
    with reading_publicly():
        return (
            Counter({tuple(kind): count for *kind, count in totals.items_by_year()}),
            Counter({topic.name: topic.item_count for topic in totals.topics()}),
            Counter({one.name: one.item_count for one in totals.municipalities() if one.item_count}),
        )


def move_to(day: date) -> Callable[[AgendaItem], object]:
    return lambda item: Meeting.objects.filter(pk=item.meeting_id).update(date=day)


def _to_another_meeting(item: AgendaItem) -> None:
    item.meeting = factories.make_meeting(date(2031, 5, 5))
    item.save()


def _from_under_its_key(item: AgendaItem) -> None:
    AgendaItem.objects.filter(pk=item.pk).delete()
    factories.make_item("Et andet", "9.9", day=date(2030, 1, 1), pk=item.pk)


def _withheld_and_back(item: AgendaItem) -> None:
    withholding = withhold(item, "Det er taget af.", "-")
    assert told() == counted_by_reading()
    end_withholding(withholding)


def _of_item(model: Any, **values: Any) -> Callable[[AgendaItem], object]:
    return lambda item: model.objects.filter(pk=item.pk if model is AgendaItem else item.decision.pk).update(**values)


def _deleted_meeting(item: AgendaItem) -> None:
    item.meeting.documents.all().delete()
    item.meeting.delete()


CHANGES: dict[str, Callable[[AgendaItem], object]] = {
    "nothing that is counted": _of_item(AgendaItem, title="Andet"),
    "case type": _of_item(AgendaItem, case_type=CaseType.BRIEFING),
    "outcome": _of_item(Decision, outcome=Outcome.REJECTED),
    "a decision deleted": lambda item: item.decision.delete(),
    "a meeting moved to another year": move_to(date(2029, 1, 3)),
    "an item moved to another meeting": _to_another_meeting,
    "an item deleted, its key used again": _from_under_its_key,
    "a topic given": lambda item: item.topics.add(factories.make_topic("Nyt")),
    "topics taken": lambda item: item.topics.clear(),
    "a topic renamed": lambda item: item.topics.update(name="Kajer"),
    "municipalities": lambda item: item.municipalities.set([factories.make_municipality("Ny")]),
    "withheld": lambda item: withhold(item, "Det er taget af.", "-"),
    "withheld and shown again": _withheld_and_back,
    "an item made": lambda item: factories.make_item("Nyt", "7", meeting=item.meeting),
    "a meeting deleted": _deleted_meeting,
    "all topics deleted": lambda item: Topic.objects.all().delete(),
}


def test_totals_are_those_of_a_full_count_after_each_change(archive: list[AgendaItem]) -> None:
    for number, (what, change) in enumerate(CHANGES.items()):
        item = factories.make_item(
            "Kajen",
            "3",
            day=date(2020, 1, 1) + timedelta(days=number),
            decision="Godkendt.",
            topics=[factories.make_topic(f"Havn {number}")],
            municipalities=[factories.make_municipality("Læsø")],
        )
        assert told() == counted_by_reading(), what
        change(item)
        assert told() == counted_by_reading(), what


def test_a_save_has_the_blocks_of_its_items_counted_and_no_other(archive: list[AgendaItem]) -> None:
    told()
    Decision.objects.filter(item=archive[3]).update(outcome=Outcome.REJECTED)
    with CaptureQueriesContext(connection) as queries:
        told()
    counting = [query["sql"] for query in queries if "COUNT(" in query["sql"]]
    assert len(counting) == 3
    for statement in counting:
        assert f">= {archive[3].pk} AND" in statement
        assert f"< {archive[3].pk + 1}" in statement
    with CaptureQueriesContext(connection) as queries:
        told()
    assert not [query for query in queries if "COUNT(" in query["sql"]]


def test_what_was_written_earlier_and_is_committed_later_is_counted(archive: list[AgendaItem]) -> None:
    with psycopg.connect(database_url()) as other:
        other.execute("UPDATE meetings_agendaitem SET case_type = 'briefing' WHERE id = %s", [archive[0].pk])
        Decision.objects.filter(item=archive[1]).update(outcome=Outcome.REJECTED)
        assert told() == counted_by_reading()
        other.commit()
    assert told() == counted_by_reading()


def test_a_transaction_sees_its_own_changes_and_leaves_nothing_of_them(archive: list[AgendaItem]) -> None:
    before = told()
    with transaction.atomic():
        archive[0].delete()
        assert told() == counted_by_reading() != before
        transaction.set_rollback(True)
    assert told() == before


def test_a_log_that_was_emptied_has_all_counted_anew(archive: list[AgendaItem]) -> None:
    told()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE meetings_decision DISABLE TRIGGER USER")
        cursor.execute("UPDATE meetings_decision SET outcome = 'rejected'")
        cursor.execute("ALTER TABLE meetings_decision ENABLE TRIGGER USER")
        cursor.execute("TRUNCATE meetings_change")
    factories.make_item("Nyt", "8")
    assert told() == counted_by_reading()


@pytest.fixture
def made() -> list[int]:
    return []


@pytest.fixture
def topic_names(made: list[int]) -> Callable[[], list[str]]:
    @kept_until_changed(Topic)
    def names() -> list[str]:
        made.append(1)
        return list(Topic.objects.values_list("name", flat=True))

    return names


def test_a_value_is_kept_through_changes_of_other_tables(
    archive: list[AgendaItem], topic_names: Callable[[], list[str]], made: list[int]
) -> None:
    topic_names()
    AgendaItem.objects.update(title="Andet")
    topic_names()
    assert len(made) == 1
    factories.make_topic("Nyt")
    assert "Nyt" in topic_names()
    assert len(made) == 2


def test_more_changes_than_are_read_have_everything_made_anew(
    archive: list[AgendaItem],
    topic_names: Callable[[], list[str]],
    made: list[int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("meetings.caching.followed_log.MOST_CHANGES", 2)
    topic_names()
    AgendaItem.objects.update(title="Andet")
    topic_names()
    assert len(made) == 2


def test_changes_that_are_remembered_no_longer_are_not_said_to_be_none(
    archive: list[AgendaItem], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("meetings.caching.followed_log._REMEMBERED_CHANGES", 3)
    told()
    step = log_follower.follow(ArchiveChange.objects.version())
    for title in ("Et", "To"):
        AgendaItem.objects.update(title=title)
        log_follower.follow(ArchiveChange.objects.version())
    version = ArchiveChange.objects.version()
    assert log_follower.changes(version, step) is None
    assert log_follower.has_changed(version, ["meetings_topic"], step)


WHOLE = [
    pytest.param([LoggedChange("meetings_topic", None, None, True)], None, id="a whole table"),
    pytest.param([], frozenset(), id="nothing"),
    pytest.param([LoggedChange("meetings_topic", 7, None, False)], frozenset(), id="a record without an item"),
    pytest.param([LoggedChange("meetings_table", 7, 5_000, False)], frozenset({9}), id="a part of an item"),
]


@pytest.mark.parametrize(("changes", "blocks"), WHOLE)
def test_which_blocks_changes_are_about(changes: list[LoggedChange], blocks: frozenset[int] | None) -> None:
    assert changed_blocks(changes) == blocks


def test_the_log_tells_of_what_a_snapshot_did_not_see() -> None:
    state = Change.objects.state()
    assert Change.objects.unseen(state, 9)[1] == []
    topic = factories.make_topic("Havne")
    now, changes = Change.objects.unseen(state, 9)
    assert changes
    assert {(change.table, change.key) for change in changes} == {("meetings_topic", topic.pk)}
    assert Change.objects.unseen(now, 9)[1] == []
    assert Change.objects.unseen(state, 0)[1] is None


def test_years_are_told_apart_at_new_year() -> None:
    factories.make_item("Før", day=date(2024, 12, 31))
    factories.make_item("Efter", day=date(2024, 12, 31) + timedelta(days=1))
    assert {year for year, *_ in totals.items_by_year()} == {2024, 2025}
