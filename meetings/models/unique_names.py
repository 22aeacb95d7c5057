"""What the archive's plain values call a person: two of one name are told apart by it.

The first of a name is called by the name alone, so that what was imported before two had it stays as it was. A later
one has what tells of him in braces: »Bo Lind {Thisted}«, »Bo Lind {Thisted 2}«. No document calls anybody so.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import count

# As many characters as Person.unique_name holds.
MAX_LENGTH = 120
# What is in braces, in SQL, for names in an array of text.
QUALIFIER_IN_SQL = r" \{[^}\n]+\}"
_BRACES = re.compile(r"[{}\n]")
_QUALIFIED = re.compile(r"(?P<name>.+?) \{(?P<qualifier>[^{}]+)\}")


def name_of(unique_name: str) -> str:
    """The name within what tells its bearer apart: »Bo Lind« of »Bo Lind {Thisted}«."""
    qualified = _QUALIFIED.fullmatch(unique_name)
    return qualified["name"] if qualified else unique_name


def all_names(name: str, former_unique_names: Iterable[str]) -> list[str]:
    """The name and those before it, as documents have them."""
    return list(dict.fromkeys((name, *map(name_of, former_unique_names))))


def qualifier_of(unique_name: str) -> str:
    """What tells its bearer apart: »Thisted« of »Bo Lind {Thisted}«, '' of the first of a name."""
    qualified = _QUALIFIED.fullmatch(unique_name)
    return qualified["qualifier"] if qualified else ""


def possible_unique_names(name: str, qualifier: str = "") -> Iterator[str]:
    """What a person of that name may be called, the plainest first, without end."""
    yield name
    if qualifier:
        yield _fitted(name, qualifier)
    for number in count(2):
        yield _fitted(name, f"{qualifier} {number}".strip())


def _fitted(name: str, qualifier: str) -> str:
    braced = f" {{{_BRACES.sub('', qualifier)[:60]}}}"
    return f"{name[: MAX_LENGTH - len(braced)]}{braced}"
