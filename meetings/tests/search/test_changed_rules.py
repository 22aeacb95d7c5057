"""A topic's rule that changed is followed where it finds something else than before, and nowhere else."""

from collections import Counter
from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.changes.change_pass import run_pass
from meetings.changes.recording import recording
from meetings.changes.triggers import MOST_ROWS
from meetings.models import AgendaItem, Change, Topic
from meetings.search import topics
from meetings.search.topics import TopicProgress
from meetings.tests import factories
from meetings.tests.another_connection import another_connection
from meetings.tests.editing import admin_address, form_values, open_page
from meetings.tests.searching import check_index
from meetings.tests.undoing import undone

pytestmark = pytest.mark.django_db

TITLES = ("Ny bro", "Ny kaj", "Bro ved en kaj", "Ny vej", "Vej til en bro")


@pytest.fixture
def topic() -> Topic:
    """A topic of our own instead of those that an archive starts out with."""
    Topic.objects.all().delete()
    return Topic.objects.create(name="Broer", slug="broer", rule="bro")


@pytest.fixture
def items() -> list[AgendaItem]:
    return add_items(1)


@pytest.fixture
def three_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if it were 500: more items are left to the pass, which goes by portions of so many."""
    for module in ("changes.following", "changes.change_pass", "admin.topics"):
        monkeypatch.setattr(f"meetings.{module}.ITEMS_AT_ONCE", 3)


def add_items(meeting_number: int, times: int = 1) -> list[AgendaItem]:
    """An item of each title, so many times; all that follows is written."""
    meeting = factories.make_meeting(factories.FIRST_DAY.replace(year=2020 + meeting_number))
    made = AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, number=f"{place}.{one}", title=title)
        for place in range(1, times + 1)
        for one, title in enumerate(TITLES, 1)
    )
    run_pass()
    return made


def set_rule(topic: Topic, rule: str) -> None:
    """As SQL by hand does: nothing follows until the pass."""
    Topic.objects.filter(pk=topic.pk).update(rule=rule)


def titles_with(topic: Topic) -> list[str]:
    return sorted(AgendaItem.objects.filter(topics=topic).values_list("title", flat=True))


def links() -> set[tuple[int, int]]:
    return set(AgendaItem.topics.through._default_manager.values_list("agendaitem_id", "topic_id"))


@pytest.mark.parametrize("chosen", [pytest.param({}, id="nobody chose"), {"Ny bro": False, "Ny vej": True}])
@pytest.mark.parametrize("rule", ["bro", "kaj", "bro eller vej", "bro -kaj", '"ny bro"', "ve*", "tunnel", ""])
def test_those_that_differ_are_those_that_all_derived_anew_would_change(
    topic: Topic, items: list[AgendaItem], rule: str, chosen: dict[str, bool]
) -> None:
    for item in items:
        if item.title in chosen:
            topics.choose_topics(item.pk, **{"added" if chosen[item.title] else "removed": [topic.pk]})
    set_rule(topic, rule)
    before = links()
    with undone():
        topics.assign_topics_by_rules([item.pk for item in items])
        derived = links()
    assert topics.items_of_another_rule(topic.pk) == {item for item, _ in before ^ derived}


def test_a_topic_that_is_gone_concerns_no_item(items: list[AgendaItem]) -> None:
    assert topics.items_of_another_rule(0) == set()


@pytest.mark.usefixtures("three_at_once")
@pytest.mark.parametrize("rule", ["kaj", "bro eller vej", "tunnel", "ny"])
def test_the_pass_follows_a_rule_in_portions(topic: Topic, items: list[AgendaItem], rule: str) -> None:
    set_rule(topic, rule)
    run_pass()
    words = rule.split(" eller ")
    assert titles_with(topic) == sorted(title for title in TITLES if any(word in title.lower() for word in words))
    assert check_index()[0] == 0


@pytest.mark.parametrize(
    "follow",
    [
        pytest.param(lambda topic: topics.assign_topics_everywhere([topic]), id="an editor's save"),
        pytest.param(lambda topic: run_pass(), id="the pass"),
    ],
)
def test_as_many_questions_are_asked_of_a_hundred_items_as_of_ten(
    topic: Topic, follow: Callable[[Topic], object]
) -> None:
    def questions() -> int:
        set_rule(topic, "kaj")
        topic.refresh_from_db()
        with CaptureQueriesContext(connection) as captured:
            follow(topic)
        set_rule(topic, "bro")
        run_pass()
        return len(captured)

    add_items(1, 2)
    of_ten = questions()
    add_items(2, 18)
    assert questions() == of_ten


def test_the_log_names_each_item_however_many_get_and_lose_the_topic(
    topic: Topic, items: list[AgendaItem], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert topics._ASSIGNMENTS_PER_BATCH <= MOST_ROWS
    monkeypatch.setattr(topics, "_ASSIGNMENTS_PER_BATCH", 1)
    newest = Change.objects.newest_key()
    set_rule(topic, "ny")
    topic.refresh_from_db()
    changed = topics.assign_topics_everywhere([topic])
    logged = Change.objects.filter(pk__gt=newest, table="meetings_agendaitem_topics").values_list("item", flat=True)
    assert Counter(logged) == Counter(changed.item_ids)
    assert len(changed.missing) == len(changed.superfluous) == 2
    assert titles_with(topic) == ["Ny bro", "Ny kaj", "Ny vej"]


@pytest.mark.usefixtures("three_at_once")
class TestProgress:
    """What search has not followed yet is told of, until it has."""

    def test_of_items_that_get_the_topic_and_of_those_that_lose_it(self, topic: Topic, items: list[AgendaItem]) -> None:
        assert topics.topic_progress(topic.pk) is None
        set_rule(topic, "vej eller kaj")
        topic.refresh_from_db()
        # »Bro ved en kaj« and »Vej til en bro« have it before and after.
        changed = topics.assign_topics_everywhere([topic])
        assert len(changed.item_ids) == 3
        assert topics.topic_progress(topic.pk) is None
        with recording():
            set_rule(topic, "ny")
            topic.refresh_from_db()
            topics.assign_topics_everywhere([topic])
            assert topics.topic_progress(topic.pk) == TopicProgress(done=2, waiting=3)
        run_pass()
        assert topics.topic_progress(topic.pk) is None

    def test_an_editor_reads_how_many_are_done_and_how_many_wait(
        self, topic: Topic, items: list[AgendaItem], admin_client: Client
    ) -> None:
        address = admin_address(Topic, "change", topic.pk)
        set_rule(topic, "tunnel")
        run_pass()
        add_items(2)
        fields = {**form_values(admin_client.get(address)), "rule": "bro eller vej eller kaj"}
        response = admin_client.post(address, fields, follow=True)
        said = [str(message) for message in response.context["messages"]]
        assert said[:2] == [
            "Reglen finder 10 punkter nu: 10 punkter fik emnet, og 0 punkter mistede det.",
            "Søgningen følger med det samme ved 3 punkter og i baggrunden ved 7 punkter: "
            "emnets side her siger, hvor langt den er nået.",
        ]
        page = " ".join(open_page(admin_client, address).split())
        assert "3 punkter er fundet ved emnet, som de skal; 7 punkter venter endnu" in page
        run_pass()
        assert "venter endnu" not in open_page(admin_client, address)
        assert check_index()[0] == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("three_at_once")
def test_a_rule_is_followed_to_its_end_beside_an_import_of_items_that_it_does_not_concern() -> None:
    Topic.objects.all().delete()
    topic = Topic.objects.create(name="Broer", slug="broer", rule="bro")
    add_items(1)
    elsewhere = factories.make_item("Ny kaj", "1.1", factories.FIRST_DAY.replace(year=2031))
    run_pass()
    set_rule(topic, "vej")

    def follow() -> bool:
        return run_pass().waiting == 0

    with another_connection() as another, transaction.atomic():
        AgendaItem.objects.filter(pk=elsewhere.pk).update(title="Nyere kaj")
        assert another.run(follow)
    run_pass()
    assert titles_with(topic) == ["Ny vej", "Vej til en bro"]
    assert check_index()[0] == 0
