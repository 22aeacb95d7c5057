"""Which of an item's tables and attachments in the archive a document's are.

Documents number neither. One that was put in before the others must not take over what an editor has written of
those, nor bring one back that was deleted: a part is known again by what it is, and keeps its place in the count.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping

from meetings.models import Attachment, Table
from meetings.models.base import PlainValues, RecordKey

Said = Mapping[RecordKey, PlainValues]
_Trait = Callable[[RecordKey, Said], Hashable]


def align_parts(said: Said, earlier: Iterable[Said], known: Iterable[RecordKey]) -> dict[RecordKey, PlainValues]:
    """The document's records, its tables and attachments under the keys that the archive knows them by.

    `earlier` is what each document of the meeting said, the one that the page shows last; `known` are the keys of
    records that are in the archive or were deleted.
    """
    parts = {key for key in known if key[0] in _TRAITS and _place(key).isdecimal()}
    former: dict[RecordKey, tuple[Hashable, ...]] = {}
    for document in earlier:
        former |= {key: _traits(key, document) for key in parts & document.keys()}
    traits = {key: _traits(key, said) for key in said if key[0] in _TRAITS}
    names: dict[RecordKey, RecordKey] = {}
    for place in range(max(map(len, _TRAITS.values()))):
        _pair(names, traits, former, place)
    for key in traits:  # what nothing else tells, its place in the count does
        if key not in names:
            names[key] = key if key not in names.values() else _free(key, parts | set(names.values()))
    return {names.get(key, key): _placed(names.get(key, key), values) for key, values in said.items()}


def part_name(item_key: str, part: Table | Attachment) -> str:
    """A table or attachment by its place in the documents' count; one that a person made is in no document's."""
    return f"{item_key}/{part.imported.get('position', f'by hand {part.pk}')}"


def _pair(
    names: dict[RecordKey, RecordKey],
    traits: Mapping[RecordKey, tuple[Hashable, ...]],
    former: Mapping[RecordKey, tuple[Hashable, ...]],
    place: int,
) -> None:
    """Pair what has the same trait at `place`, in the order of the count."""
    left = [key for key in former if key not in names.values()]
    for key in [key for key in traits if key not in names]:
        same = (other for other in left if _is_same(key, traits[key], other, former[other], place))
        if (found := next(same, None)) is not None:
            names[key] = found
            left.remove(found)


def _is_same(
    key: RecordKey, traits: tuple[Hashable, ...], other: RecordKey, others: tuple[Hashable, ...], place: int
) -> bool:
    if _whole(key) != _whole(other) or place >= len(traits):
        return False
    return bool(traits[place]) and traits[place] == others[place]


def _traits(key: RecordKey, said: Said) -> tuple[Hashable, ...]:
    return tuple(trait(key, said) for trait in _TRAITS[key[0]])


def _cells(key: RecordKey, said: Said) -> Hashable:
    return tuple(tuple(row) for row in (said[key]["columns"], *said[key]["rows"]))


def _headings(key: RecordKey, said: Said) -> Hashable:
    return (said[key]["title"], *said[key]["columns"])


def _paragraph(key: RecordKey, said: Said) -> Hashable:
    """The paragraph or list entry at which it stands."""
    field = said[key]["field"]
    owner: RecordKey = ("decision" if field == "decision" else "item", _item(key))
    text = said.get(owner, {}).get("text" if field == "decision" else field) or ""
    paragraphs = [line for line in text.splitlines() if line.strip()]
    place = said[key]["after_block"] - 1
    return paragraphs[place] if 0 <= place < len(paragraphs) else ""


# What tells a part from the item's others, the surest first.
_TRAITS: dict[str, tuple[_Trait, ...]] = {"table": (_cells, _headings), "attachment": (_paragraph,)}


def _item(key: RecordKey) -> str:
    return key[1].rpartition("/")[0]


def _place(key: RecordKey) -> str:
    return key[1].rpartition("/")[2]


def _whole(key: RecordKey) -> tuple[str, str]:
    return key[0], _item(key)


def _free(key: RecordKey, taken: Iterable[RecordKey]) -> RecordKey:
    """The next place of the item's count that nothing has."""
    counted = [int(_place(other)) for other in taken if _whole(other) == _whole(key)]
    return key[0], f"{_item(key)}/{max(counted) + 1}"


def _placed(key: RecordKey, values: PlainValues) -> PlainValues:
    return {**values, "position": int(_place(key))} if key[0] in _TRAITS else values
