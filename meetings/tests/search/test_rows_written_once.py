"""That an import writes each search row once, topics and all, and takes each text apart once."""

from collections import Counter
from unittest import mock

import pytest
from django.db import connection

from meetings.changes.recording import recording
from meetings.danish import kept_tokens, tokens
from meetings.models import AgendaItem, SearchRow, Topic, TopicChoice
from meetings.models.locks import Lock
from meetings.search import derived, indexing, topics
from meetings.search.facets import FacetKind, facet_lexeme, facet_number
from meetings.search.indexing import drifted_items
from meetings.tests.documents import ITEMS, Item, document_text, import_text

pytestmark = pytest.mark.django_db

FERRY = Item("2.3", "Færgedrift til øerne", presentation="Rederiet indstiller natsejladsen.")


@pytest.fixture
def topic() -> Topic:
    return Topic.objects.create(name="Færger", slug="faerger", rule="færgedrift")


def rows_written() -> tuple[int, int]:
    """How many search rows this transaction has inserted and updated."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT n_tup_ins, n_tup_upd FROM pg_stat_xact_user_tables WHERE relname = 'meetings_searchrow'")
        inserted, updated = cursor.fetchone()
    return inserted, updated


def test_an_import_writes_each_row_once_with_the_topics_that_the_rules_give(topic: Topic) -> None:
    inserted, updated = rows_written()
    import_text(document_text(items=[*ITEMS, FERRY]))
    items = AgendaItem.objects.count()
    assert rows_written() == (inserted + items, updated)
    ferry = AgendaItem.objects.get(title=FERRY.title)
    assert list(ferry.topics.all()) == [topic]
    assert facet_number(FacetKind.TOPIC, topic.pk) in SearchRow.objects.get(item=ferry).facets
    assert facet_lexeme(facet_number(FacetKind.TOPIC, topic.pk)) in SearchRow.objects.get(item=ferry).vector
    assert not list(drifted_items(100))


def test_rules_are_not_asked_of_rows_that_were_written_by_them() -> None:
    traffic = Topic.objects.get(rule__contains="færgerute")
    with mock.patch.object(topics, "items_found_by", wraps=indexing.items_found_by) as asked:
        import_text(document_text(items=[*ITEMS, Item("2.3", "Ny færgerute til øerne")]))
        asked.assert_not_called()
        assert [item.title for item in traffic.items.all()] == ["Ny færgerute til øerne"]
        with recording():
            Topic.objects.filter(pk=traffic.pk).update(rule="dyrlæger")
        asked.assert_called_once()
    assert [item.title for item in traffic.items.all()] == [ITEMS[1].title]
    assert not list(drifted_items(100))


def test_rows_are_written_while_a_rule_is_changed_and_topics_follow(topic: Topic) -> None:
    with mock.patch.object(derived, "try_lock", return_value=False) as tried:
        import_text(document_text(items=[*ITEMS, FERRY]))
    tried.assert_called_with(Lock.TOPICS, shared=True)
    assert list(AgendaItem.objects.get(title=FERRY.title).topics.all()) == [topic]
    assert not list(drifted_items(100))


def test_a_topic_that_an_editor_took_away_is_not_in_the_row_that_is_written(topic: Topic) -> None:
    import_text(document_text(items=[*ITEMS, FERRY]))
    ferry = AgendaItem.objects.get(title=FERRY.title)
    TopicChoice.objects.create(item=ferry, topic=topic, is_assigned=False)
    with recording():
        AgendaItem.objects.filter(pk=ferry.pk).update(title="Færgedrift og havne")
    assert not list(ferry.topics.all())
    assert not list(drifted_items(100))


def test_each_long_text_is_taken_apart_once() -> None:
    with mock.patch.object(kept_tokens, "tokenize", side_effect=tokens.tokenize) as tokenize:
        import_text(document_text(items=[*ITEMS, FERRY]))
    counts = Counter(call.args[0] for call in tokenize.call_args_list)
    assert {counts[text] for text in AgendaItem.objects.get(title=FERRY.title).texts().values() if text} == {1}
