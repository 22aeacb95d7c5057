"""Which topics an item has: those whose rule finds it, unless an editor chose them."""

from collections.abc import Iterable

from django.db.models import BooleanField, ExpressionWrapper, Q

from meetings.models import AgendaItem, SearchRow, Topic
from meetings.querysets import lexemes
from meetings.records import edited
from meetings.search.query import parse


def assign_topics(item_ids: Iterable[int]) -> None:
    """Give the items the topics whose rule finds them. Their search rows are written already."""
    items = AgendaItem.objects.filter(pk__in=item_ids).only("imported").prefetch_related("topics")
    found = _found(item_ids)
    through = AgendaItem.topics.through
    changed = []
    for item in items:
        if edited(item, "topics"):
            continue
        topics = found.get(item.pk, [])
        names = sorted(topic.name for topic in topics)
        if item.imported.get("topics") != names:
            item.imported["topics"] = names
            changed.append((item, topics))
    through._default_manager.filter(agendaitem__in=[item for item, _ in changed]).delete()
    through._default_manager.bulk_create(
        [through(agendaitem_id=item.pk, topic_id=topic.pk) for item, topics in changed for topic in topics]
    )
    AgendaItem.objects.bulk_update([item for item, _ in changed], ["imported"])


def _found(item_ids: Iterable[int]) -> dict[int, list[Topic]]:
    """The topics whose rule finds each item, told by the database in one answer."""
    topics = {f"topic_{topic.pk}": topic for topic in Topic.objects.exclude(rule="")}
    matches = {
        name: ExpressionWrapper(Q(vector=lexemes(parse(topic.rule))), output_field=BooleanField())
        for name, topic in topics.items()
    }
    rows = SearchRow.objects.filter(item__in=item_ids).annotate(**matches).values("item_id", *topics)
    return {row["item_id"]: [topic for name, topic in topics.items() if row[name]] for row in rows}
