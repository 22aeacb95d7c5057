"""The addresses of records' pages: Django works each out anew, which a list of hundreds of them notices."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse

# Of some 300 bytes each.
_MOST_ADDRESSES = 5_000


def page_address(name: str, *parts: str) -> str:
    """The path of the archive's page of that name in `urls.py`, for the parts of its address: `reverse`, remembered."""
    return _page_address(get_script_prefix(), name, parts)


@lru_cache(maxsize=_MOST_ADDRESSES)
def _page_address(script_prefix: str, name: str, parts: tuple[str, ...]) -> str:
    """`script_prefix`, the path that the archive lies under, is a part of what `reverse` gives."""
    return reverse(f"meetings:{name}", args=parts)
