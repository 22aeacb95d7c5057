"""The items that a query finds as querysets, for those who filter further and need no counts or order by relevance."""

from meetings.models import AgendaItem
from meetings.models.items import AgendaItemQuerySet
from meetings.models.search import RawTsQuery
from meetings.search.query import Query, parse_query


def find_items(query: Query) -> AgendaItemQuerySet:
    """The items that match; none for a query without words."""
    if query.is_empty:
        return AgendaItem.objects.none()
    return AgendaItem.objects.filter(search_row__vector=RawTsQuery(query.tsquery))


def items_of_case(number: str) -> AgendaItemQuerySet:
    """The items of the cases whose number holds `number`, a case number or a part of one without quotation marks."""
    return find_items(parse_query(f'sag:"{number}"')).exclude(case_number="")
