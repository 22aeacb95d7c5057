"""Topics follow their rules, save for an item and a topic that an editor decided: that stands, and only that."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.changes.recording import recording
from meetings.models import AgendaItem, Document, Topic, TopicChoice
from meetings.models.locks import Lock, take_lock
from meetings.search import topics
from meetings.search.indexing import drifted_items
from meetings.search.items import find_items
from meetings.search.query import parse_query
from meetings.search.topics import RulePreview
from meetings.tests import factories
from meetings.tests.documents import ITEMS, Item, document_text, import_text
from meetings.tests.examples import in_the_suite
from meetings.tests.separate_archives import WAITING_FOR_LOCK, wait_for_others
from meetings.tests.undoing import undone

pytestmark = pytest.mark.django_db

BROER, KAJER, KULTUR = "Broer", "Kajer", "Kultur"


@pytest.fixture(autouse=True)
def own_topics(request: pytest.FixtureRequest) -> None:
    """Topics of our own instead of those that an archive starts out with."""
    Topic.objects.all().delete()
    for name, rule in ((BROER, "bro"), (KAJER, "kaj"), (KULTUR, "")):
        Topic.objects.create(name=name, slug=name.lower(), rule=rule)


def key(name: str) -> int:
    return Topic.objects.get(name=name).pk


def make_item(title: str, number: str = "1.1", **values: Any) -> AgendaItem:
    """An item with the topics that the rules give it."""
    with recording():
        return factories.make_item(title, number, **values)


def names(item: AgendaItem) -> list[str]:
    return sorted(item.topics.values_list("name", flat=True))


def choices(item: AgendaItem) -> dict[str, bool]:
    return dict(item.topic_choices.values_list("topic__name", "is_assigned"))


def choose(item: AgendaItem, name: str, *, has: bool) -> None:
    topics.choose_topics(item.pk, **{"added" if has else "removed": [key(name)]})


def change_rule(name: str, rule: str) -> topics.TopicDifferences:
    Topic.objects.filter(name=name).update(rule=rule)
    return topics.assign_topics_everywhere([Topic.objects.get(name=name)])


@pytest.mark.parametrize(
    ("title", "acts", "has", "choice"),
    [
        pytest.param("Ny bro", [], True, None, id="found, nobody chose"),
        pytest.param("Ny vej", [], False, None, id="not found, nobody chose"),
        pytest.param("Ny vej", [True], True, True, id="not found, added"),
        pytest.param("Ny bro", [False], False, False, id="found, removed"),
        pytest.param("Ny bro", [False, True], True, None, id="removed and given back: the rule decides again"),
        pytest.param("Ny vej", [True, False], False, None, id="added and taken back: the rule decides again"),
        pytest.param("Ny bro", [True], True, None, id="found, added: as the rule says"),
        pytest.param("Ny vej", [False], False, None, id="not found, removed: as the rule says"),
        pytest.param("Ny vej", [True, True], True, True, id="added twice"),
    ],
)
def test_an_item_has_a_topic_as_the_rule_says_unless_an_editor_says_otherwise(
    title: str, acts: list[bool], has: bool, choice: bool | None
) -> None:
    item = make_item(title)
    for act in acts:
        choose(item, BROER, has=act)
    assert (BROER in names(item)) is has
    assert choices(item).get(BROER) is choice
    assert KAJER not in names(item)


def test_there_is_one_choice_an_item_and_topic() -> None:
    item = make_item("Ny vej")
    choose(item, BROER, has=True)
    with transaction.atomic(), pytest.raises(IntegrityError):
        TopicChoice.objects.create(item=item, topic_id=key(BROER), is_assigned=False)


# -- What an editor chose stands ---------------------------------------------------------------------------------------


def _minutes() -> None:
    import_text(document_text())


def _reworded() -> None:
    items = [ITEMS[0], ITEMS[1], Item("2.2", ITEMS[2].title, presentation="Broen er ny.", decision="Udsat.")]
    import_text(document_text(items=items), "nyt.txt")


def _again() -> None:
    Document.objects.update(parser_version=0)
    import_text(document_text("agenda"), "dagsorden.txt")


def _over_edits() -> None:
    import_text(document_text("agenda"), "dagsorden.txt", overwrite_edits=True)


def _widened() -> None:
    change_rule(BROER, "bro eller vagtordning")
    change_rule(KAJER, "kaj eller bro")
    change_rule(KULTUR, "vagtordning")


def _emptied() -> None:
    for name in (BROER, KAJER, KULTUR):
        change_rule(name, "")


def _renamed() -> None:
    topic = Topic.objects.get(name=BROER)
    topic.name = "Broer og tunneler"
    topic.save()
    topics.assign_topics_everywhere()
    topic.name = BROER
    topic.save()


@pytest.mark.parametrize(
    "happens",
    [
        pytest.param(_minutes, id="the minutes come"),
        pytest.param(_reworded, id="the minutes come with other words"),
        pytest.param(_again, id="the document is read again"),
        pytest.param(_over_edits, id="the document overwrites what editors wrote"),
        pytest.param(_widened, id="the rules find more"),
        pytest.param(_emptied, id="the rules find nothing"),
        pytest.param(_renamed, id="the topic has another name for a while"),
        pytest.param(lambda: call_command("assign_topics", verbosity=0), id="all is assigned anew"),
    ],
)
def test_an_editors_choice_stands_whatever_happens(happens: Callable[[], None]) -> None:
    import_text(document_text("agenda"), "dagsorden.txt")
    bridge, duty = AgendaItem.objects.get(number="2.2"), AgendaItem.objects.get(number="2.1")
    assert (names(bridge), names(duty)) == ([BROER], [])
    choose(bridge, BROER, has=False)
    choose(bridge, KULTUR, has=True)
    choose(duty, KAJER, has=True)
    happens()
    assert BROER not in names(bridge)
    assert KULTUR in names(bridge)
    assert KAJER in names(duty)
    assert choices(bridge) == {BROER: False, KULTUR: True}


def test_the_other_topics_of_the_item_keep_following_the_rules() -> None:
    import_text(document_text("agenda"), "dagsorden.txt")
    bridge = AgendaItem.objects.get(number="2.2")
    choose(bridge, KULTUR, has=True)
    change_rule(KAJER, "fjorden")
    assert names(bridge) == [BROER, KAJER, KULTUR]
    rewritten = Item("2.2", ITEMS[2].title, presentation="Nye skilte.")
    change_rule(KAJER, "skilte")
    assert names(bridge) == [BROER, KULTUR]
    import_text(document_text(items=[*ITEMS[:2], rewritten]))
    assert names(bridge) == [BROER, KAJER, KULTUR]


def test_a_choice_against_the_rule_stands_when_the_rule_comes_to_agree_and_changes_its_mind() -> None:
    item = make_item("Ny vej")
    choose(item, BROER, has=True)
    change_rule(BROER, "vej")
    change_rule(BROER, "bro")
    assert names(item) == [BROER]


STEPS = st.one_of(
    st.tuples(st.just("choose"), st.sampled_from([BROER, KAJER]), st.booleans()),
    st.tuples(st.just("rule"), st.sampled_from([BROER, KAJER]), st.sampled_from(["bro", "kaj", "kaj -bro", ""])),
    st.tuples(st.just("title"), st.just(""), st.sampled_from(["Ny bro", "Ny kaj", "Bro ved en kaj", "Ny vej"])),
)


@settings(max_examples=in_the_suite(20), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, max_size=8))
def test_in_any_order_the_last_choice_stands_and_the_rest_is_as_the_rules_find(
    steps: list[tuple[str, str, Any]],
) -> None:
    with undone():
        item, chosen = make_item("Ny bro"), dict[str, bool]()
        for step, name, value in steps:
            if step == "choose":
                by_rule = item in found(name)
                choose(item, name, has=value)
                chosen = {other: has for other, has in chosen.items() if other != name} | (
                    {} if value == by_rule else {name: value}
                )
            elif step == "rule":
                change_rule(name, value)
            else:
                item.title = value
                with recording():
                    item.save()
            expected = {name for name in (BROER, KAJER) if chosen.get(name, item in found(name))}
            assert set(names(item)) == expected
            assert choices(item) == chosen
        assert not topics.assign_topics_everywhere().item_ids


def found(name: str) -> list[AgendaItem]:
    """What the search finds by the topic's rule."""
    return list(find_items(parse_query(Topic.objects.get(name=name).rule)))


# -- A rule that changes -----------------------------------------------------------------------------------------------


def row_versions() -> dict[int, str]:
    """By item: which version of its search row is there. Whatever writes the row makes another one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT item_id, ctid FROM meetings_searchrow")
        return dict(cursor.fetchall())


class TestAnotherRule:
    """Every item is assigned anew; only what differs is written."""

    @pytest.fixture
    def items(self) -> dict[str, AgendaItem]:
        titles = ("Ny bro", "Ny kaj", "Bro ved en kaj", "Ny vej")
        return {title: make_item(title, f"1.{place}") for place, title in enumerate(titles, start=1)}

    @pytest.mark.parametrize(
        ("rule", "got", "lost"),
        [
            pytest.param("bro", [], [], id="the same"),
            pytest.param("bro eller vej", ["Ny vej"], [], id="wider"),
            pytest.param("bro -kaj", [], ["Bro ved en kaj"], id="narrower"),
            pytest.param("kaj", ["Ny kaj"], ["Ny bro"], id="another"),
            pytest.param("", [], ["Ny bro", "Bro ved en kaj"], id="empty"),
        ],
    )
    def test_changes_what_differs(
        self, items: dict[str, AgendaItem], rule: str, got: list[str], lost: list[str]
    ) -> None:
        rows = row_versions()
        through = AgendaItem.topics.through._default_manager
        before = set(through.values_list("pk", flat=True))
        changed = change_rule(BROER, rule)
        assert changed.missing == {(items[title].pk, key(BROER)) for title in got}
        assert changed.superfluous == {(items[title].pk, key(BROER)) for title in lost}
        assert dict(rows.items() ^ row_versions().items()).keys() == {items[title].pk for title in (*got, *lost)}
        after = set(through.values_list("pk", flat=True))
        assert (len(after - before), len(before - after)) == (len(got), len(lost))
        assert not list(drifted_items(500))

    def test_can_be_foreseen(self, items: dict[str, AgendaItem]) -> None:
        choose(items["Bro ved en kaj"], BROER, has=False)
        rows = row_versions()
        topic = Topic.objects.get(name=BROER)
        topic.rule = "kaj"
        foreseen = topics.preview_topic_rule(topic)
        assert foreseen == RulePreview(2, [items["Ny kaj"].pk], [items["Ny bro"].pk])
        assert row_versions() == rows
        changed = topics.assign_topics_everywhere([topic])
        assert {item for item, _ in changed.found} == {items["Ny kaj"].pk, items["Bro ved en kaj"].pk}
        assert changed.missing == {(items["Ny kaj"].pk, topic.pk)}
        assert changed.superfluous == {(items["Ny bro"].pk, topic.pk)}

    @pytest.mark.parametrize(
        "rule", ["bro", "bro eller vej", "bro -kaj", "kaj", "", "titel:bro", '"ny vej"', "findesikke"]
    )
    def test_is_foreseen_as_it_is_saved(self, items: dict[str, AgendaItem], rule: str) -> None:
        choose(items["Bro ved en kaj"], BROER, has=False)
        choose(items["Ny vej"], BROER, has=True)
        topic = Topic.objects.get(name=BROER)
        topic.rule = rule
        foreseen = topics.preview_topic_rule(topic)
        changed = topics.assign_topics_everywhere([topic])
        assert (foreseen.found, set(foreseen.missing), set(foreseen.superfluous)) == (
            len(changed.found),
            {item for item, _ in changed.missing},
            {item for item, _ in changed.superfluous},
        )

    def test_of_a_topic_that_is_not_saved_yet_is_foreseen_too(self, items: dict[str, AgendaItem]) -> None:
        foreseen = topics.preview_topic_rule(Topic(rule="vej"))
        assert foreseen == RulePreview(1, [items["Ny vej"].pk], [])

    def test_asks_as_many_questions_of_many_items_as_of_few(self, items: dict[str, AgendaItem]) -> None:
        def questions() -> int:
            with CaptureQueriesContext(connection) as captured:
                change_rule(BROER, "kaj")
            change_rule(BROER, "bro")
            return len(captured)

        of_few = questions()
        for place in range(30):
            make_item("Ny kaj", f"2.{place}")
            make_item("Ny bro", f"3.{place}")
        assert questions() == of_few

    def test_leaves_the_other_topics(self, items: dict[str, AgendaItem]) -> None:
        change_rule(BROER, "vej")
        assert names(items["Bro ved en kaj"]) == [KAJER]

    def test_a_topic_that_is_deleted_is_taken_from_its_items(self, items: dict[str, AgendaItem]) -> None:
        choose(items["Ny vej"], BROER, has=True)
        rows = row_versions()
        topics.remove_topics(Topic.objects.filter(name=BROER))
        assert names(items["Bro ved en kaj"]) == [KAJER]
        assert not TopicChoice.objects.exists()
        written = dict(rows.items() ^ row_versions().items()).keys()
        assert written == {items[title].pk for title in ("Ny bro", "Bro ved en kaj", "Ny vej")}


def test_the_command_says_what_it_changed(capsys: pytest.CaptureFixture[str]) -> None:
    factories.make_item("Ny bro")
    AgendaItem.topics.through._default_manager.all().delete()
    call_command("assign_topics")
    assert capsys.readouterr().out == "Broer: 1 tilføjet, 0 fjernet.\n1 punkt har fået andre emner.\n"
    call_command("assign_topics")
    assert capsys.readouterr().out == "0 punkter har fået andre emner.\n"


# -- Several at once ---------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_rule_waits_for_those_who_assign_by_the_old_one() -> None:
    """Otherwise it would not see their items, nor they the rule."""

    def change_in_another_session() -> None:
        try:
            change_rule(KULTUR, "bro")
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=1) as another:
        with transaction.atomic():
            take_lock(Lock.TOPICS, shared=True)
            item = make_item("Ny bro")
            changed = another.submit(change_in_another_session)
            wait_for_others(1, WAITING_FOR_LOCK)
        changed.result()
    assert names(item) == [BROER, KULTUR]
