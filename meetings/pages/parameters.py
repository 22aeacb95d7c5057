"""The parameters of an address: read strictly, and written in one order, so that a state has one address."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote_plus, urlencode

from django.http import QueryDict

# In characters of the value, in the sentence that refuses it.
_SHOWN_AT_MOST = 60
# A page offers some 200 values to narrow by, the same ones as other pages do.
_quoted = lru_cache(maxsize=2_000)(quote_plus)


class MalformedParameter(ValueError):
    """A parameter's value that is not valid. The message is a Danish sentence for the reader."""

    def __init__(self, label: str, name: str, value: str, hint: str = "") -> None:
        printable = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in value)
        shown = printable if len(printable) <= _SHOWN_AT_MOST else f"{printable[:_SHOWN_AT_MOST]}…"
        called = label if label.lower() == name else f"{label} ({name})"
        super().__init__(f"Feltet {called} kan ikke være »{shown}«. {hint}".rstrip())


@dataclass(frozen=True)
class Parameters:
    """The parameters that a page knows, those with a value, in the order of `labels`."""

    path: str
    labels: Mapping[str, str]
    values: Mapping[str, str]

    @classmethod
    def read(cls, path: str, query: QueryDict, labels: Mapping[str, str]) -> Parameters:
        """The known parameters of `query`, without empty ones. What the page does not know is left out.

        Raises MalformedParameter where one is given twice or holds the character NUL.
        """
        values = {}
        for name, label in labels.items():
            given = [value.strip(" ") for value in query.getlist(name) if value.strip(" ")]
            if not given:
                continue
            if len(set(given)) > 1:
                raise MalformedParameter(label, name, " og ".join(given), "Der kan kun stå én værdi.")
            if "\0" in given[0]:
                raise MalformedParameter(label, name, given[0], "Tegnet NUL kan ikke indgå.")
            values[name] = given[0]
        return cls(path, labels, values)

    def get(self, name: str) -> str:
        """The value of a parameter, '' where it has none."""
        return self.values.get(name, "")

    def with_value(self, name: str, value: str) -> Parameters:
        """The same with one value set; '' takes it away."""
        changed = {**self.values, name: value}
        ordered = {known: changed[known] for known in self.labels if changed.get(known)}
        return Parameters(self.path, self.labels, ordered)

    def urls(self, name: str) -> Callable[[str], str]:
        """Gives the address with any one value of a parameter: for many of them, what they share is written once."""
        pairs = list(self.with_value(name, "any").values.items())
        place = [known for known, _ in pairs].index(name)
        before = "".join(f"{urlencode([pair])}&" for pair in pairs[:place])
        after = "".join(f"&{urlencode([pair])}" for pair in pairs[place + 1 :])
        return lambda value: f"{self.path}?{before}{name}={_quoted(value)}{after}"

    def without(self, *names: str) -> Parameters:
        """The same without these parameters."""
        kept = {name: value for name, value in self.values.items() if name not in names}
        return Parameters(self.path, self.labels, kept)

    def only(self, names: Sequence[str]) -> Parameters:
        """The same with these parameters alone."""
        return self.without(*(name for name in self.values if name not in names))

    @property
    def url(self) -> str:
        """The address of this state."""
        return f"{self.path}?{urlencode(self.values)}" if self.values else self.path
