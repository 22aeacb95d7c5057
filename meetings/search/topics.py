"""Topics are assigned to the items that their rules find, but where an editor chose for an item and a topic.

The rules are asked of the search rows, or of the vectors from which these are about to be written: a search row says,
too, which topics its item has (search/derived.py).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from meetings.changes.recording import recording
from meetings.changes.triggers import MOST_ROWS
from meetings.models import AgendaItem, Change, Topic, TopicChoice
from meetings.models.locks import Lock, take_lock
from meetings.models.samples import HIDDEN_ITEMS, in_hidden_item
from meetings.search.indexing import TopicsByItem, items_found_by, topic_facets_written, vectors_found_by
from meetings.search.query import Query, parse_query

# Of a statement that writes more rows the log does not say which items it concerns: facets would follow for all.
_ASSIGNMENTS_PER_BATCH = MOST_ROWS

# What `_topic_differences` tells of all items and one topic, which may have no key yet. An item of hidden samples has
# no search row, and what an editor chose for it waits.
_PREVIEW = f"""
    WITH found AS MATERIALIZED (SELECT item_id FROM meetings_searchrow WHERE vector @@ %(rule)s::tsquery),
    chosen AS MATERIALIZED (
        SELECT item_id, is_assigned FROM meetings_topicchoice
        WHERE topic_id = %(topic)s AND item_id NOT IN ({HIDDEN_ITEMS})
    ),
    wanted AS MATERIALIZED (
        SELECT item_id FROM found WHERE item_id NOT IN (SELECT item_id FROM chosen)
        UNION ALL SELECT item_id FROM chosen WHERE is_assigned
    ),
    had AS MATERIALIZED (SELECT agendaitem_id AS item_id FROM meetings_agendaitem_topics WHERE topic_id = %(topic)s)
    SELECT (SELECT count(*) FROM found), ARRAY(SELECT item_id FROM wanted EXCEPT SELECT item_id FROM had),
        ARRAY(SELECT item_id FROM had EXCEPT SELECT item_id FROM wanted)
"""

# An item's key and a topic's.
ItemAndTopic = tuple[int, int]


@dataclass(frozen=True)
class TopicDifferences:
    """How the topics that items have differ from those that they are to have: pairs of an item's and a topic's key.

    `found` is what the rules find, `missing` what items are to have and lack, `superfluous` what they have and are
    not to.
    """

    found: frozenset[ItemAndTopic] = frozenset()
    missing: frozenset[ItemAndTopic] = frozenset()
    superfluous: frozenset[ItemAndTopic] = frozenset()

    def __or__(self, other: TopicDifferences) -> TopicDifferences:
        return TopicDifferences(
            self.found | other.found, self.missing | other.missing, self.superfluous | other.superfluous
        )

    @property
    def item_ids(self) -> set[int]:
        """The keys of the items whose topics differ."""
        return {item for item, _ in self.missing | self.superfluous}


@dataclass(frozen=True)
class RulePreview:
    """How many items a rule finds, and the keys of those that are to get the topic, and to lose it."""

    found: int
    missing: list[int]
    superfluous: list[int]


@dataclass(frozen=True)
class TopicProgress:
    """How many items are found by the topic that they have (`done`), and how many are not yet, or still are by one
    that they have lost (`waiting`).
    """

    done: int
    waiting: int


def assign_topics(item_ids: Iterable[int]) -> TopicDifferences:
    """Give the items the topics that they are to have, and no others; returns what that changed.

    The caller shares Lock.TOPICS since before it read the rules.
    """
    return _write_differences(list(Topic.objects.all()), list(item_ids))


def assign_topics_by_rules(item_ids: Iterable[int]) -> TopicDifferences:
    """The same, but a topic without a rule is left where it was given by hand, without a choice."""
    return _write_differences(list(Topic.objects.all()), list(item_ids), by_rules_alone=True)


def assign_topics_by_vectors(vectors: Mapping[int, str]) -> TopicsByItem:
    """As `assign_topics_by_rules`, by the vectors of the items, which are not written yet; gives all that they have."""
    topics, items = list(Topic.objects.all()), list(vectors)
    found = _found_in_vectors(topics, vectors)
    _write_differences(topics, items, by_rules_alone=True, found=found)
    of_items: dict[int, list[int]] = {item: [] for item in items}
    assigned = _assignments().filter(agendaitem__in=items).order_by("topic_id")
    for item, topic in assigned.values_list("agendaitem_id", "topic_id"):
        of_items[item].append(topic)
    return of_items


@recording()
def assign_topics_everywhere(topics: Collection[Topic] | None = None) -> TopicDifferences:
    """Give every item of the archive those of these topics (of all by default) that it is to have, and no others."""
    take_lock(Lock.TOPICS)
    changed = TopicDifferences()
    for topic in Topic.objects.all() if topics is None else topics:
        changed |= _write_differences([topic])
    return changed


def items_of_another_rule(topic_id: int) -> set[int]:
    """The items that are to get or lose the topic by its rule as it is; none where the topic is gone."""
    return _topic_differences(list(Topic.objects.filter(pk=topic_id)), by_rules_alone=True).item_ids


def topic_progress(topic_id: int) -> TopicProgress | None:
    """How far search has followed which items have the topic; None where it has followed all that was written."""
    if not Change.objects.waiting().filter(table="meetings_agendaitem_topics").exists():
        return None
    done, waiting = topic_facets_written(topic_id)
    return TopicProgress(done, waiting) if waiting else None


def preview_topic_rule(topic: Topic) -> RulePreview:
    """What `assign_topics_everywhere` would change if the topic, which need not be saved, were saved as it is here.

    One statement, which tells of the many items that a common rule finds no more than how many they are.
    """
    query = _rule_query(topic.rule)
    with connection.cursor() as cursor:
        cursor.execute(_PREVIEW, {"rule": "" if query.is_empty else query.tsquery, "topic": topic.pk})
        return RulePreview(*cursor.fetchone())


@recording()
def choose_topics(item_id: int, *, added: Collection[int] = (), removed: Collection[int] = ()) -> None:
    """An editor gives the item some topics and takes others away, told by their keys.

    That stands from then on. What the topic's rule says itself needs no choice, and ends an earlier one.
    """
    take_lock(Lock.TOPICS, shared=True)
    topics = list(Topic.objects.filter(pk__in={*added, *removed}))
    found = _found_by_rules(topics, [item_id])
    for topic in topics:
        is_assigned = topic.pk in added
        if is_assigned == ((item_id, topic.pk) in found):
            TopicChoice.objects.filter(item=item_id, topic=topic).delete()
        else:
            TopicChoice.objects.update_or_create(item_id=item_id, topic=topic, defaults={"is_assigned": is_assigned})
    assign_topics([item_id])


@recording()
def remove_topics(topics: QuerySet[Topic]) -> None:
    """Delete the topics. The items lose them, and every choice of them is forgotten."""
    take_lock(Lock.TOPICS)
    Topic.objects.filter(pk__in=list(topics.values_list("pk", flat=True))).delete()


def _topic_differences(
    topics: Collection[Topic],
    keys: Collection[int] | None = None,
    *,
    by_rules_alone: bool = False,
    found: frozenset[ItemAndTopic] | None = None,
) -> TopicDifferences:
    """The differences for these topics, of the items with these keys or of all.

    With `by_rules_alone` nobody is to lose a topic that has no rule, unless by a choice. What the rules find is asked
    of the search rows, where it is not `found` already.
    """
    # An item of hidden samples is found by no rule, as it has no search row, and what an editor chose for it waits.
    chosen = TopicChoice.objects.exclude(in_hidden_item("item")).filter(
        topic__in=[topic.pk for topic in topics if topic.pk]
    )
    assigned = _assignments().filter(topic__in=[topic.pk for topic in topics if topic.pk])
    if keys is not None:
        chosen, assigned = chosen.filter(item__in=keys), assigned.filter(agendaitem__in=keys)
    found = _found_by_rules(topics, keys) if found is None else found
    choices = {(item, topic): has for item, topic, has in chosen.values_list("item", "topic", "is_assigned")}
    wanted = (found - choices.keys()) | {pair for pair, has in choices.items() if has}
    had = set(assigned.values_list("agendaitem_id", "topic_id"))
    superfluous = had - wanted
    if by_rules_alone:
        ruled = {topic.pk for topic in topics if not _rule_query(topic.rule).is_empty}
        superfluous = {(item, topic) for item, topic in superfluous if topic in ruled or (item, topic) in choices}
    return TopicDifferences(found, frozenset(wanted - had), frozenset(superfluous))


def _write_differences(
    topics: Collection[Topic],
    keys: Collection[int] | None = None,
    *,
    by_rules_alone: bool = False,
    found: frozenset[ItemAndTopic] | None = None,
) -> TopicDifferences:
    differences = _topic_differences(topics, keys, by_rules_alone=by_rules_alone, found=found)
    for topic in {topic for _, topic in differences.superfluous}:
        items = sorted(item for item, other in differences.superfluous if other == topic)
        for start in range(0, len(items), _ASSIGNMENTS_PER_BATCH):
            portion = items[start : start + _ASSIGNMENTS_PER_BATCH]
            _assignments().filter(topic=topic, agendaitem__in=portion).delete()
    through = AgendaItem.topics.through
    _assignments().bulk_create(
        (through(agendaitem_id=item, topic_id=topic) for item, topic in sorted(differences.missing)),
        batch_size=_ASSIGNMENTS_PER_BATCH,
        ignore_conflicts=True,
    )
    return differences


def _found_by_rules(topics: Collection[Topic], keys: Iterable[int] | None) -> frozenset[ItemAndTopic]:
    """The pairs of the items, of some keys or all, and the topics whose rules find them. One query."""
    queries = _rule_queries(topics)
    return frozenset(items_found_by(queries, keys)) if queries else frozenset()


def _found_in_vectors(topics: Collection[Topic], vectors: Mapping[int, str]) -> frozenset[ItemAndTopic]:
    queries = _rule_queries(topics)
    return frozenset(vectors_found_by(queries, vectors)) if queries and vectors else frozenset()


def _rule_queries(topics: Collection[Topic]) -> dict[int, Query]:
    return {topic.pk or 0: query for topic in topics if not (query := _rule_query(topic.rule)).is_empty}


def _assignments() -> QuerySet[Any]:
    return AgendaItem.topics.through._default_manager.all()


@lru_cache(maxsize=1_000)
def _rule_query(rule: str) -> Query:
    return parse_query(rule)
