"""Which of an item's tables and attachments in the archive a document's are.

Documents give neither a number: they are known by their position in the item. A table that a later document puts
before the others must not take over what an editor has written of those, nor bring back one that was deleted: it is
matched by what it contains, and a table that is matched keeps the position that it has in the archive.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping

from meetings.importing.records import DocumentRecords, item_of
from meetings.models.base import PlainValues, RecordKey

# What a record is recognised by, from its key and everything that its document says.
_Feature = Callable[[RecordKey, DocumentRecords], Hashable]
_Features = tuple[Hashable, ...]


def match_tables_and_attachments(
    read: DocumentRecords, earlier: Iterable[DocumentRecords], known: Iterable[RecordKey]
) -> dict[RecordKey, PlainValues]:
    """The records that were read, tables and attachments under the keys that the archive knows them by.

    `earlier` is what each document of the meeting said, the one that the page shows last; `known` are the keys of
    records that are in the archive or were deleted from it. What is recognised by nothing else is matched by its
    position, unless that is taken.
    """
    known_keys = {key for key in known if key[0] in _FEATURES and _position(key).isdecimal()}
    known_features: dict[RecordKey, _Features] = {}
    for document in earlier:
        known_features |= {key: _features(key, document) for key in known_keys & document.keys()}
    read_features = {key: _features(key, read) for key in read if key[0] in _FEATURES}
    matched: dict[RecordKey, RecordKey] = {}
    for index in range(max(map(len, _FEATURES.values()))):
        matched |= _matched_by_feature(
            index,
            {key: features for key, features in read_features.items() if key not in matched},
            {key: features for key, features in known_features.items() if key not in matched.values()},
        )
    for key in read_features:
        if key not in matched:
            taken = matched.values()
            matched[key] = key if key not in taken else _next_free_key(key, known_keys | set(taken))
    return {matched.get(key, key): _with_position(matched.get(key, key), values) for key, values in read.items()}


def _matched_by_feature(
    index: int, read: Mapping[RecordKey, _Features], known: Mapping[RecordKey, _Features]
) -> dict[RecordKey, RecordKey]:
    """The known key by the key read, where the feature at `index` is the same; alike ones in their order."""
    matched: dict[RecordKey, RecordKey] = {}
    left = list(known)
    for key, features in read.items():
        same = (other for other in left if _has_same_feature(index, key, features, other, known[other]))
        if (found := next(same, None)) is not None:
            matched[key] = found
            left.remove(found)
    return matched


def _has_same_feature(
    index: int, key: RecordKey, features: _Features, other: RecordKey, other_features: _Features
) -> bool:
    """Whether two tables, or two attachments, of one item have the same feature at `index`, and have one."""
    if _type_and_item(key) != _type_and_item(other) or index >= len(features):
        return False
    return bool(features[index]) and features[index] == other_features[index]


def _features(key: RecordKey, document: DocumentRecords) -> _Features:
    return tuple(feature(key, document) for feature in _FEATURES[key[0]])


def _cells(key: RecordKey, document: DocumentRecords) -> Hashable:
    return tuple(tuple(row) for row in (document[key]["columns"], *document[key]["rows"]))


def _title_and_columns(key: RecordKey, document: DocumentRecords) -> Hashable:
    return (document[key]["title"], *document[key]["columns"])


def _paragraph_before(key: RecordKey, document: DocumentRecords) -> Hashable:
    """The paragraph or list entry that the attachment is named in."""
    field = document[key]["field"]
    owner: RecordKey = ("decision" if field == "decision" else "item", item_of(key))
    text = document.get(owner, {}).get("text" if field == "decision" else field) or ""
    paragraphs = [line for line in text.splitlines() if line.strip()]
    index = document[key]["after_block"] - 1
    return paragraphs[index] if 0 <= index < len(paragraphs) else ""


# What tells a table or an attachment from the item's others, the surest feature first.
_FEATURES: dict[str, tuple[_Feature, ...]] = {"table": (_cells, _title_and_columns), "attachment": (_paragraph_before,)}


def _position(key: RecordKey) -> str:
    return key[1].rpartition("/")[2]


def _type_and_item(key: RecordKey) -> tuple[str, str]:
    return key[0], item_of(key)


def _next_free_key(key: RecordKey, taken: Iterable[RecordKey]) -> RecordKey:
    """The key of the first position after all that are taken in the item."""
    positions = [int(_position(other)) for other in taken if _type_and_item(other) == _type_and_item(key)]
    return key[0], f"{item_of(key)}/{max(positions) + 1}"


def _with_position(key: RecordKey, values: PlainValues) -> PlainValues:
    return {**values, "position": int(_position(key))} if key[0] in _FEATURES else values
