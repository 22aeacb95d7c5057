"""What is made of items elsewhere, and has to be made anew when they change: search rows.

Models stand below the packages that derive from them. Those register here as the application starts.
"""

from collections.abc import Callable, Iterable

Derivation = Callable[[Iterable[int]], object]

_derivations: list[Derivation] = []


def register_derivation(derive: Derivation) -> None:
    """Have `derive` called with the keys of items that were saved, or lost a part that search finds them by."""
    if derive not in _derivations:
        _derivations.append(derive)


def update_derived(item_ids: Iterable[int]) -> None:
    """Have everything that is derived from these items made anew."""
    keys = list(item_ids)
    for derive in _derivations:
        derive(keys)
