"""What is right about a document, written down by hand, and how much of it was read.

An expectation is a JSON object in the shape of `import_meetings --dry-run --json` that lists only what it is about;
each value in it is one fact. A list where the JSON has a text names several texts of which each is right; `KEY_has` and
`KEY_lacks` list what is part of the text KEY, and what is not. `only_items`, `only_participants`: there are no others;
`no_participants`: nobody of these names. Items are found by number, those without one by title; people by name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# Signs that people and programs use for one another: what differs in these only is the same text.
_SAME_SIGNS = str.maketrans({**dict.fromkeys("‐‑‒–—−•·▪", "-"), **dict.fromkeys("»«“”„’‘'", '"'), "\u00ad": None})


@dataclass(frozen=True)
class Fact:
    """One thing that a reader finds in a document: where, what is right, and what was read."""

    where: str
    right: Any
    read: Any

    @property
    def holds(self) -> bool:
        return bool(self.right == self.read)

    def __str__(self) -> str:
        return f"{self.where}: {self.right!r} is right, {self.read!r} was read"


def facts(expected: dict[str, Any], read: dict[str, Any]) -> list[Fact]:
    """Every fact of an expectation, beside what was read (a document as JSON)."""
    return [
        *_values("", {key: value for key, value in expected.items() if key not in _TOLD_APART}, read),
        *_items(expected, read["items"]),
        *_people(expected, read["participants"]),
    ]


_TOLD_APART = frozenset(
    {"why", "refused", "items", "only_items", "participants", "only_participants", "no_participants"}
)


def _items(expected: dict[str, Any], items: list[dict[str, Any]]) -> Iterator[Fact]:
    found = [_item_found(item, items) for item in expected.get("items", [])]
    for item, one in zip(expected.get("items", []), found, strict=True):
        name = f"item {item.get('number') or item['title']}"
        yield Fact(name, "there", "there" if one else "missing")
        yield from _values(name, {key: value for key, value in item.items() if key != "number"}, one)
    if expected.get("only_items"):
        yield Fact("other items", [], [f"{item['number']} {item['title']}" for item in items if item not in found])


def _item_found(expected: dict[str, Any], items: list[dict[str, Any]]) -> dict[str, Any]:
    if "number" in expected:
        same = [item for item in items if _number(item["number"]) == _number(expected["number"])]
    else:
        same = [item for item in items if _folded(item["title"]) in _folded_all(expected["title"])]
    return same[0] if same else {}


def _people(expected: dict[str, Any], people: list[dict[str, Any]]) -> Iterator[Fact]:
    named = {_folded(person["name"]): person for person in people}
    wanted = expected.get("participants", [])
    for person in wanted:
        one = named.get(_folded(person["name"]), {})
        yield from _values(f"participant {person['name']}", person, one)
    for name in expected.get("no_participants", []):
        yield Fact(f"no participant {name}", None, named.get(_folded(name), {}).get("name"))
    if expected.get("only_participants"):
        known = {_folded(person["name"]) for person in wanted}
        yield Fact("other participants", [], [person["name"] for name, person in named.items() if name not in known])
        yield Fact("each participant once", len(named), len(people))


def _values(where: str, expected: dict[str, Any], read: dict[str, Any]) -> Iterator[Fact]:
    for key, value in expected.items():
        name = f"{where} {key}".strip()
        if key == "votes":
            yield from _votes(name, value, read.get("votes", []))
        elif key.endswith("_has"):
            text = read.get(key.removesuffix("_has"))
            for part in value:
                yield Fact(name, part, part if _folded(part) in _folded(text) else text)
        elif key.endswith("_lacks"):
            text = read.get(key.removesuffix("_lacks"))
            for part in value:
                yield Fact(name, f"without {part}", text if _folded(part) in _folded(text) else f"without {part}")
        else:
            right = read and _folded(read.get(key)) in _folded_all(value)
            yield Fact(name, value, value if right else read.get(key, "missing"))


def _votes(where: str, expected: list[dict[str, Any]], read: list[dict[str, Any]]) -> Iterator[Fact]:
    left = list(read)
    for vote in expected:
        same = [one for one in left if all(_folded(one[key]) == _folded(value) for key, value in vote.items())]
        yield Fact(where, vote, vote if same else read)
        if same:
            left.remove(same[0])
    yield Fact(f"other {where}", [], left)


def _folded(value: Any) -> str:
    return " ".join(("" if value is None else str(value)).translate(_SAME_SIGNS).split()).casefold()


def _folded_all(value: Any) -> list[str]:
    return [_folded(one) for one in value] if isinstance(value, list) else [_folded(value)]


def _number(number: str) -> str:
    return re.sub(r"(?<!\d)0+(?=\d)", "", number).rstrip(".")
