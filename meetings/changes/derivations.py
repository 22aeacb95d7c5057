"""What is derived from the archive's records, and which tables' changes it follows.

Packages that stand above this one register what they derive as the application starts (apps.py), in the order in which
it is written: search rows, topics, facets, tails, signatures, threads.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from meetings.models.locks import Lock


class Reach(Enum):
    """Which items a change of a record concerns."""

    # The item that the record is, or is a part of.
    ITEM = auto()
    # All items of the meeting that the record is.
    ITEMS_OF_MEETING = auto()
    # All items of the meeting that the row says is another council's too.
    ITEMS_OF_JOINT_MEETING = auto()
    # The items at which the person that the record is was appointed.
    ITEMS_OF_PERSON = auto()
    # The item, and where it was deleted those that are left of its meeting.
    ITEM_OR_ITS_NEIGHBOURS = auto()
    # Items that are left alone in a thread that the archive proposed.
    ITEMS_LEFT_ALONE = auto()
    # The items that have become hidden or shown, as a council was made, marked as a sample or deleted.
    ITEMS_HIDDEN_OR_SHOWN = auto()
    # Every item of the archive.
    EVERY_ITEM = auto()


@dataclass(frozen=True, eq=False)
class Derivation:
    """Something that is derived from items: `derive` writes it anew for the items of some keys, which are locked.

    `follows` says by table whose changes concern it, and which items they reach. Of a change of a whole table all items
    are derived anew. With a `lock` it is taken before, if it is free: shared with others, or alone where
    `is_alone` is set or one of the tables `alone_after` changed. One that is `slow` reads more than those items, and is
    left to the pass by whoever records an editor's save.

    With `with_which`, the name of a later derivation, it may do that one's work too: `derive` gives the items of which
    it has. That one leaves them out, unless a table changed after which it has to be alone.

    `differing` has tables of whose records one concerns every item, but few of them differ after its change: told its
    key, it finds the keys of those that are not as they would be derived. The pass then derives no others.
    """

    name: str
    follows: Mapping[str, Reach]
    derive: Callable[[Collection[int]], object]
    lock: Lock | None = None
    is_alone: bool = False
    alone_after: frozenset[str] = frozenset()
    is_slow: bool = False
    with_which: str = ""
    differing: Mapping[str, Callable[[int], Collection[int]]] = field(default_factory=dict)


_derivations: list[Derivation] = []


def register(*derivations: Derivation) -> None:
    """Have these derived after those that are registered already. One that is registered again is left out."""
    known = {derivation.name for derivation in _derivations}
    _derivations.extend(derivation for derivation in derivations if derivation.name not in known)


def registered() -> tuple[Derivation, ...]:
    """All derivations, in the order in which they are written."""
    return tuple(_derivations)
