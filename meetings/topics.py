"""Which topics an item has: those whose rule finds it, unless an editor chose them."""

from collections.abc import Iterable
from functools import lru_cache

from meetings.models import AgendaItem, SearchRow, Topic
from meetings.search.query import Query, parse


def assign_topics(item_ids: Iterable[int]) -> None:
    """Give the items the topics whose rule finds them. Their search rows are written already."""
    found = _found(item_ids)
    had = _had(item_ids)
    remembered: dict[int, list[str]] = {}
    for pk, imported in AgendaItem.objects.filter(pk__in=item_ids).values_list("pk", "imported"):
        before, names = had.get(pk, []), sorted(topic.name for topic in found.get(pk, []))
        chosen_by_editor = before != imported.get("topics", [])
        if not chosen_by_editor and names != imported.get("topics"):
            remembered[pk] = names
    through = AgendaItem.topics.through
    through._default_manager.filter(agendaitem__in=[pk for pk in remembered if pk in had]).delete()
    through._default_manager.bulk_create(
        through(agendaitem_id=pk, topic_id=topic.pk) for pk in remembered for topic in found.get(pk, [])
    )
    AgendaItem.objects.remember("topics", remembered)


def _had(item_ids: Iterable[int]) -> dict[int, list[str]]:
    """The names of the topics that the items have now, sorted; an item without topics is left out."""
    rows = AgendaItem.topics.through._default_manager.filter(agendaitem__in=item_ids)
    had: dict[int, list[str]] = {}
    for pk, name in rows.values_list("agendaitem_id", "topic__name"):
        had.setdefault(pk, []).append(name)
    return {pk: sorted(names) for pk, names in had.items()}


def _found(item_ids: Iterable[int]) -> dict[int, list[Topic]]:
    """The topics whose rule finds each item, told by the database in one answer."""
    topics = {topic.pk: topic for topic in Topic.objects.exclude(rule="")}
    queries = {pk: query for pk, topic in topics.items() if not (query := _query(topic.rule)).is_empty}
    found: dict[int, list[Topic]] = {}
    for item_id, pk in SearchRow.objects.matching(queries, item_ids):
        found.setdefault(item_id, []).append(topics[pk])
    return found


@lru_cache(maxsize=1_000)
def _query(rule: str) -> Query:
    return parse(rule)
