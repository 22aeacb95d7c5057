"""Names of municipalities and councils in a query: also what such a council treated, whatever words its items have."""

from collections.abc import Sequence
from dataclasses import replace

from meetings.danish.dictionary import danish_dictionary
from meetings.danish.lexemes import word_lexeme
from meetings.search.clauses import Clause
from meetings.search.facets import FacetKind, facet_number
from meetings.search.known_names import KnownNames
from meetings.search.terms import facet_term

# What may follow a municipality's name and is a part of it then.
_KOMMUNE = word_lexeme("kommune")


def municipality_facets(name: str, names: KnownNames) -> list[int]:
    """The facets of items that are about a municipality, or that its councils treated; none of an unknown one."""
    key = names.municipality_key(name)
    return [
        *([facet_number(FacetKind.MUNICIPALITY, key)] if key is not None else []),
        *(facet_number(FacetKind.COUNCIL, council) for council in names.councils_of(name)),
    ]


def with_councils(clauses: Sequence[Clause], is_plain: Sequence[bool], names: KnownNames) -> tuple[Clause, ...]:
    """The clauses, a council's or its municipality's name as the word or as whose items these are.

    So a name with a subject finds what that council treated. A name alone is a word: whoever types it wants more than
    all items of a council. *Kommune* behind a name says no more than the name.
    """
    if sum(not clause.excluded for clause in clauses) < 2:
        return tuple(clauses)
    widened, before = list[Clause](), list[int]()
    for clause, plain in zip(clauses, is_plain, strict=True):
        text = clause.terms[0].text
        if plain and before and word_lexeme(text) == _KOMMUNE:
            councils, before = before, []
        else:
            councils = before = _councils_meant(text, names) if plain else []
        numbers = [facet_number(FacetKind.COUNCIL, key) for key in councils]
        widened.append(replace(clause, terms=(*clause.terms, facet_term(text, *numbers))) if numbers else clause)
    return tuple(widened)


def _councils_meant(text: str, names: KnownNames) -> list[int]:
    """The councils of a name, unless it is typed as another word's form: *vejen*."""
    base = danish_dictionary().base(text) if text.islower() else None
    return [] if base and base != text else list(names.councils_of(text))
