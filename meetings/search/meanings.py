"""Words of a query with what they are short for, or what is short for them: an editor's synonyms, as alternatives."""

from collections.abc import Sequence
from dataclasses import replace

from meetings.search.clauses import Clause
from meetings.search.known_names import KnownNames
from meetings.search.synonyms import synonym_expansions
from meetings.search.terms import synonym_terms

# Of a word so many synonyms are searched for as well.
MAX_SYNONYMS = 3


def with_synonyms(
    clauses: Sequence[Clause], is_plain: Sequence[bool], names: KnownNames
) -> tuple[tuple[Clause, ...], tuple[tuple[str, str], ...]]:
    """The clauses, those of plain words with what they stand for as well; and each such word with its synonym.

    A run of words gets the alternative at each of them: (a or x) and (b or x) is (a and b) or x.
    """
    places = [place for place, plain in enumerate(is_plain) if plain]
    if not places:
        return tuple(clauses), ()
    widened, synonyms = list(clauses), list[tuple[str, str]]()
    words = [clauses[place].terms[0].text for place in places]
    for found in synonym_expansions(words, names.synonyms()):
        typed = " ".join(words[found.first : found.last + 1])
        for alternative in found.alternatives[:MAX_SYNONYMS]:
            terms = synonym_terms(alternative.text)
            synonyms.append((typed, alternative.text))
            for place in places[found.first : found.last + 1]:
                widened[place] = replace(widened[place], terms=(*widened[place].terms, *terms))
    return tuple(widened), tuple(dict.fromkeys(synonyms))
