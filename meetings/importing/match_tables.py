"""Which of an item's tables and attachments in the archive a document's are.

Documents number neither. One that was put in before the others must not take over what an editor has written of
those, nor bring one back that was deleted: a part is known again by what it is, and keeps its place in the count.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping

from meetings.models import Attachment, Table
from meetings.models.base import PlainValues, RecordKey

DocumentRecords = Mapping[RecordKey, PlainValues]
_Feature = Callable[[RecordKey, DocumentRecords], Hashable]


def match_tables_and_attachments(
    said: DocumentRecords, earlier: Iterable[DocumentRecords], known: Iterable[RecordKey]
) -> dict[RecordKey, PlainValues]:
    """The document's records, its tables and attachments under the keys that the archive knows them by.

    `earlier` is what each document of the meeting said, the one that the page shows last; `known` are the keys of
    records that are in the archive or were deleted.
    """
    parts = {key for key in known if key[0] in _FEATURES and _position(key).isdecimal()}
    former: dict[RecordKey, tuple[Hashable, ...]] = {}
    for document in earlier:
        former |= {key: _features(key, document) for key in parts & document.keys()}
    traits = {key: _features(key, said) for key in said if key[0] in _FEATURES}
    names: dict[RecordKey, RecordKey] = {}
    for place in range(max(map(len, _FEATURES.values()))):
        _pair_by_feature(names, traits, former, place)
    for key in traits:  # what nothing else tells, its place in the count does
        if key not in names:
            names[key] = key if key not in names.values() else _next_free_key(key, parts | set(names.values()))
    return {names.get(key, key): _with_position(names.get(key, key), values) for key, values in said.items()}


def position_key_name(item_key: str, part: Table | Attachment) -> str:
    """A table or attachment by its place in the documents' count; one that a person made is in no document's."""
    return f"{item_key}/{part.imported.get('position', f'by hand {part.pk}')}"


def _pair_by_feature(
    names: dict[RecordKey, RecordKey],
    traits: Mapping[RecordKey, tuple[Hashable, ...]],
    former: Mapping[RecordKey, tuple[Hashable, ...]],
    place: int,
) -> None:
    """Pair what has the same trait at `place`, in the order of the count."""
    left = [key for key in former if key not in names.values()]
    for key in [key for key in traits if key not in names]:
        same = (other for other in left if _has_same_feature(key, traits[key], other, former[other], place))
        if (found := next(same, None)) is not None:
            names[key] = found
            left.remove(found)


def _has_same_feature(
    key: RecordKey, traits: tuple[Hashable, ...], other: RecordKey, others: tuple[Hashable, ...], place: int
) -> bool:
    if _owner(key) != _owner(other) or place >= len(traits):
        return False
    return bool(traits[place]) and traits[place] == others[place]


def _features(key: RecordKey, said: DocumentRecords) -> tuple[Hashable, ...]:
    return tuple(trait(key, said) for trait in _FEATURES[key[0]])


def _cells(key: RecordKey, said: DocumentRecords) -> Hashable:
    return tuple(tuple(row) for row in (said[key]["columns"], *said[key]["rows"]))


def _title_and_columns(key: RecordKey, said: DocumentRecords) -> Hashable:
    return (said[key]["title"], *said[key]["columns"])


def _paragraph_before(key: RecordKey, said: DocumentRecords) -> Hashable:
    """The paragraph or list entry at which it stands."""
    field = said[key]["field"]
    owner: RecordKey = ("decision" if field == "decision" else "item", _item_key(key))
    text = said.get(owner, {}).get("text" if field == "decision" else field) or ""
    paragraphs = [line for line in text.splitlines() if line.strip()]
    place = said[key]["after_block"] - 1
    return paragraphs[place] if 0 <= place < len(paragraphs) else ""


# What tells a part from the item's others, the surest first.
_FEATURES: dict[str, tuple[_Feature, ...]] = {"table": (_cells, _title_and_columns), "attachment": (_paragraph_before,)}


def _item_key(key: RecordKey) -> str:
    return key[1].rpartition("/")[0]


def _position(key: RecordKey) -> str:
    return key[1].rpartition("/")[2]


def _owner(key: RecordKey) -> tuple[str, str]:
    return key[0], _item_key(key)


def _next_free_key(key: RecordKey, taken: Iterable[RecordKey]) -> RecordKey:
    """The next place of the item's count that nothing has."""
    counted = [int(_position(other)) for other in taken if _owner(other) == _owner(key)]
    return key[0], f"{_item_key(key)}/{max(counted) + 1}"


def _with_position(key: RecordKey, values: PlainValues) -> PlainValues:
    return {**values, "position": int(_position(key))} if key[0] in _FEATURES else values
