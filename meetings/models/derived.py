"""What other packages derive from items, as search rows, and must derive anew when an item is saved.

Models stand below those packages and cannot import them: each registers its function as the application starts
(apps.py). What is written past `save()`, in bulk or by an import, is followed by an explicit call of the writer's.
"""

from collections.abc import Callable, Iterable

Derivation = Callable[[Iterable[int]], object]

_derivations: list[Derivation] = []


def register_derivation(derive: Derivation) -> None:
    """Have `derive` called with the keys of items that were saved, or whose decision, tables or appointments were."""
    if derive not in _derivations:
        _derivations.append(derive)


def update_derived(item_ids: Iterable[int]) -> None:
    """Derive anew all that is derived from the items of these keys. Keys of items that are gone do no harm."""
    keys = list(item_ids)
    for derive in _derivations:
        derive(keys)
