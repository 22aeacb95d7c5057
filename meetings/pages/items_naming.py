"""The newest items that name a person."""

from collections.abc import Sequence
from dataclasses import dataclass

from meetings.models import AgendaItem, Person
from meetings.pages.search_links import search_url
from meetings.search.grammar import QUOTES
from meetings.search.items import find_items
from meetings.search.query import MAX_NAMES, parse_query

NAMING_ITEMS_AT_MOST = 10

_WITHOUT_QUOTES = dict.fromkeys(map(ord, QUOTES), " ")


@dataclass(frozen=True)
class NamingItems:
    """The newest items that name a person, and where the others are found."""

    items: tuple[AgendaItem, ...]
    search_url: str
    has_more: bool


def items_naming(person: Person, merged: Sequence[Person]) -> NamingItems:
    """The newest items that name the person by any of their names. One query."""
    names = dict.fromkeys(name for one in (person, *merged) for name in one.names)
    phrases = [f'person:"{name.translate(_WITHOUT_QUOTES)}"' for name in list(names)[:MAX_NAMES]]
    named = find_items(parse_query(" eller ".join(phrases))).for_list().with_openings().by_date()
    items = tuple(named[: NAMING_ITEMS_AT_MOST + 1])
    return NamingItems(items[:NAMING_ITEMS_AT_MOST], search_url(q=phrases[0]), len(items) > NAMING_ITEMS_AT_MOST)
