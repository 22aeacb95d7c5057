"""Names with initials in a query: *O. Ravnkilde* also finds *Ole Ravnkilde*, and whoever else may be meant."""

from collections.abc import Iterator, Sequence

from meetings.danish.tokens import tokenize
from meetings.search.clauses import Clause, Term
from meetings.search.known_names import KnownNames
from meetings.search.terms import phrase_terms

# As many people as one can be looked for by initials; of more none is meant.
_MAX_NAMES = 6
# In words: *J. P. E. Hartmann-Bruun*.
_LONGEST_NAME = 5


def with_named_people(
    clauses: Sequence[Clause], is_plain: Sequence[bool], names: KnownNames
) -> tuple[tuple[Clause, ...], list[bool]]:
    """The clauses with each name that has initials as one, where the archive knows whose it is; and which are plain."""
    kept, plain, place = list[Clause](), list[bool](), 0
    while place < len(clauses):
        end, named = next(_names_from(place, clauses, is_plain, names), (place + 1, None))
        kept.append(named or clauses[place])
        plain.append(named is None and is_plain[place])
        place = end
    return tuple(kept), plain


def _names_from(
    first: int, clauses: Sequence[Clause], is_plain: Sequence[bool], names: KnownNames
) -> Iterator[tuple[int, Clause]]:
    """The names with an initial that begin at a place, the longest first: where each ends, and what it asks for."""
    for end in range(min(first + _LONGEST_NAME, len(clauses)), first + 1, -1):
        words = [clause.terms[0].text for clause in clauses[first:end]]
        if not all(is_plain[first:end]) or not _is_name_with_initials(words):
            continue
        typed = " ".join(words)
        known = names.person_names(typed)
        if 0 < len(known) <= _MAX_NAMES:
            terms = [term for name in (typed, *known) for term in phrase_terms(name, list(tokenize(name)))]
            phrases = dict.fromkeys(phrase for term in terms for phrase in term.alternatives)
            yield end, Clause((Term(typed, tuple(phrases)),))


def _is_name_with_initials(words: Sequence[str]) -> bool:
    """Whether one of the words is a letter by itself, with a whole word behind it to end the name."""
    return len(words[-1]) > 1 and any(len(word) == 1 and word.isalpha() for word in words[:-1])
