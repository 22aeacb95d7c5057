"""Names of municipalities and councils in a query: also what such a council treated, whatever words its items have."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from meetings.danish.dictionary import danish_dictionary
from meetings.danish.lexemes import ascii_form, is_stop_word, word_lexeme
from meetings.danish.municipalities import municipalities_named
from meetings.danish.near_words import text_lexemes
from meetings.search.clauses import Clause
from meetings.search.facets import FacetKind, facet_number
from meetings.search.known_names import KnownNames
from meetings.search.terms import facet_term

# What may follow a municipality's name and is a part of it then, and what may stand before a region's.
_KOMMUNE = word_lexeme("kommune")
_REGION = word_lexeme("region")
# What may be left out before the rest of a council's name: *Udvalget for Kultur og Idræt*.
_COMMITTEE = word_lexeme("udvalg")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# Of the words of a council's own name, stop words left out, so many are looked up together.
_LONGEST_NAME = 6
# Names that say whose a council is by the words around them: *Lynghede Kommune*, *Region Østerland*, *KKR Prøve*.
_OWNER = re.compile(r"(?P<before>.+?)\s+(?:Regions)?[Kk]ommune|(?:Region|KKR)\s+(?P<after>.+)")


def council_names(name: str) -> frozenset[str]:
    """What a council may be called in a query beside a subject, as `councils_of` looks it up.

    Whose it is, in each word of that name, and its own name, as joined lexemes: *Socialudvalget, Struer Kommune* is
    `struer` and `socialudvalg`; *Udvalget for Kultur og Idræt* is `udvalgkulturidraet`, and `kulturidraet`. Of a
    company, *Havnens Brand & Redning*, words that Danish has are no names of it.
    """
    own, _, owner = name.partition(", ")
    municipalities = list(municipalities_named(name))
    # *Ikast-Brande* is what both towns of it are looked for by.
    names = {ascii_form(part) for each in municipalities for part in (each, *each.split("-"))}
    lexemes = text_lexemes(own)
    names.add("".join(lexemes))
    if len(lexemes) > 2 and lexemes[0] == _COMMITTEE:
        names.add("".join(lexemes[1:]))
    words = _words_of_owner(owner or own, is_company=bool(owner))
    return frozenset(filter(None, (*names, *map(ascii_form, words))))


def _words_of_owner(owner: str, *, is_company: bool) -> Iterator[str]:
    """The words that tell whose a council is from other owners; none of a name that is only a council's own."""
    if told := _OWNER.fullmatch(owner):
        words = [word for word in (told["before"] or told["after"]).split() if _WORD.fullmatch(word)]
        yield from (word for word in words if not is_stop_word(word))
    elif is_company:
        words = _WORD.findall(owner)
        yield from (word for word in words if len(word) > 3 and danish_dictionary().base(word.lower()) is None)


def municipality_facets(name: str, names: KnownNames) -> list[int]:
    """The facets of items that are about a municipality, or that its councils treated; none of an unknown one."""
    key = names.municipality_key(name)
    return [
        *([facet_number(FacetKind.MUNICIPALITY, key)] if key is not None else []),
        *(facet_number(FacetKind.COUNCIL, council) for council in names.councils_of(name)),
    ]


def with_councils(clauses: Sequence[Clause], is_plain: Sequence[bool], names: KnownNames) -> tuple[Clause, ...]:
    """The clauses, a council's or its municipality's name as the word or as whose items these are.

    So a name with a subject finds what that council treated. A name alone is words: whoever types it wants more than
    all items of a council. *Kommune* behind a name says no more than the name, and so does *Region* before it.
    """
    if sum(not clause.excluded for clause in clauses) < 2:
        return tuple(clauses)
    meant = [
        _councils_meant(clause.terms[0].text, names) if plain else []
        for clause, plain in zip(clauses, is_plain, strict=True)
    ]
    words = [
        word_lexeme(clause.terms[0].text) if plain else "" for clause, plain in zip(clauses, is_plain, strict=True)
    ]
    for run in _runs_of_names(words):
        of_run = names.councils_of("".join(words[place] for place in run))
        meant = [list(of_run) if of_run and place in run else each for place, each in enumerate(meant)]
    widened = list[Clause]()
    for place, clause in enumerate(clauses):
        text, councils = clause.terms[0].text, meant[place]
        if words[place] == _KOMMUNE and place:
            councils = meant[place - 1]
        elif words[place] == _REGION and place + 1 < len(clauses):
            councils = meant[place + 1]
        numbers = [facet_number(FacetKind.COUNCIL, key) for key in councils]
        widened.append(replace(clause, terms=(*clause.terms, facet_term(text, *numbers))) if numbers else clause)
    return tuple(widened)


def _runs_of_names(words: Sequence[str]) -> Iterator[range]:
    """Where words stand beside each other that may be a council's name, beside others; the longest last."""
    for length in range(2, min(len(words), _LONGEST_NAME + 1)):
        for first in range(len(words) - length + 1):
            if all(words[first : first + length]):
                yield range(first, first + length)


def _councils_meant(text: str, names: KnownNames) -> list[int]:
    """The councils of a name, unless it is typed as another word's form: *vejen*. None of what is no plain word."""
    if not text:
        return []
    base = danish_dictionary().base(text) if text.islower() else None
    return [] if base and base != text else list(names.councils_of(text))
