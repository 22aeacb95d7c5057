"""Splits Danish compounds into their parts; a dictionary says which words may be joined, and by which letters.

A compound is one or more first parts, each as it looks before another word (*sundheds*, *kvote*, *børne*), and a last
part, inflected or not. A wrong part finds wrong documents each time, a missing one misses a document now and then: so
prefixes are no parts (*ud|valg*, *for|ældre*), of words of less than four letters only those are that the dictionary
has many compounds with, a word that the dictionary has itself is a compound only if it is inflected like its last part
(*is|bane*, but not *nat|ur*), and words that only look like compounds stand in NOT_COMPOUNDS.
`make relevance` shows what a change does to search.

What looks like a form of several words may be any of them as a part: *vinden* of *vind* and of *vinde*. Then all nouns
that it can be are parts.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from meetings.danish.drifted import have_drifted
from meetings.danish.word_files import word_set

if TYPE_CHECKING:
    from meetings.danish.dictionary import Dictionary

# Of which places are mostly named (*Silkeborg*): with a capital a compound of them is a name, if the dictionary has it
# not as a word.
PLACES = word_set(
    """
    berg bjerg borg bro bæk dal fjord gård havn holm høj krog kær lund mark skov strand sund torp vang vig ø
    """
)

# In letters: parts that the dictionary need not name one by one, compounds, and a known last part beside an unknown
# first one.
SHORTEST_PART = 4
SHORTEST_COMPOUND = 5
SHORTEST_GUESSED = 6
# Of verbs that the dictionary has no compound with: *virksomheds|overdrage*.
SHORTEST_LAST_VERB = 7
# In letters. Longer ones are no words, and trying every way to split them would take long.
LONGEST_WORD = 60


# Prefixes change a word's meaning, and are no part to find the word by.
PREFIXES = word_set(
    """
    ad af alle an bag be beg bi bort dobbelt efter eller ens er fler flere for foran forbi fore fort forud fra frem
    dis gen gennem halv hel hele hen hid hinanden hver hvor igen ikke imod in ind indad inden isen jævn kon med
    medens meget mellem mere midt mis mod ned neden nej nær om omkring op oppe over overens på præ re sam sammen samt
    selv sådan sær til tilbage trans u ud udad uden under van ved vel videre vis
    """
)

# Endings and verbs that happen to be words: *fælles|skab*, *del|tager*.
NO_LAST_PARTS = word_set(
    """
    artig arts bar dele dom drage dreng dygtig else ende ener ens erne este fuld giver gribe hed holde hård
    ikter inde ing inger isme iske ister komme lede lig lige ligt ling lister løs mest mester nings ordne ordnet rede
    reder rende rig ring ringe rings samt sende sig skab sled som stede stik still stille stilling stillinger
    sætte sættelse tage tager ting tinge tægt vis være værende været ælling
    """
)

# Base forms that a last part is never of; where it looks so, it is a form of another word: *vindmøller* of *mølle*.
NO_LAST_BASES = word_set("møller")

# Parts that the dictionary does not know to begin compounds, or too few of them to tell.
EXTRA_FIRST_PARTS = word_set(
    """
    akt app bio cyber dam el eng fremme fælles hal kaj kor kro køb lån nat nær ski sko special sti tur unge velfærds
    ældre æg år
    """
)

# Words that could be split, but that no reader takes for compounds.
NOT_COMPOUNDS = word_set(
    """
    alternativ begynder beretning bestand biograf biografi biografisk biologi biologisk bionik blandt borgerlig
    borgmester central dagsorden dagældende dampen demografi demografisk demokrati eksempel eksempelvis elleve
    ellever elskov engpiber enkelthed forening fortælling fritid frivillig generation generator gennemsnit halvårlig
    handling hjemmel hovedstad højskole kampagne kandidat kendetegne kilometer klosteret konkret konkurs kontrakt
    korrelation korrelativ korrespondent korrespondere korsoraner kulør landbrug landbrugs landskab lejlighed
    makroskopisk mandag mandat mangfoldig materiale medlem menneske middel ministerium måneder nedlægge netop netværk
    nuværende ordinær orientering parterne planet planlægge planlægning platform politiker praksis problem program
    prospekt rapportering regional regulering renovation resultat sandsynlig sandsynliggøre selskab september
    situation sognefoged spørgsmål stadion stereoskopisk stilighed stilist stillads stilling studium supervision
    sygdom system teleskopisk turpas sædvanlig talerør tandem tematik tidspunkt tilsyn totalitet transport tydelig
    udvalg vejlede vejledende vejleder vejledning veteran yderlig yderligere ældre
    """
)


@lru_cache(maxsize=5_000)
def split_listed_compound(base: str, dictionary: Dictionary) -> tuple[str, ...] | None:
    """The parts of a compound that the dictionary has itself, in its base form; None for a word that is none.

    A compound is inflected like its last part.
    """
    if base in NOT_COMPOUNDS:
        return None
    return _best_split(base, dictionary, lambda last: _ends_alike(base, last, dictionary))


@lru_cache(maxsize=5_000)
def split_compound(word: str, dictionary: Dictionary) -> tuple[str, ...] | None:
    """The parts of a compound as they stand in it (*sundheds*, *reformen*); None for a word that is none.

    Of several ways the one with the fewest parts, then with the longest shortest part.
    """
    return _best_split(word, dictionary, lambda last: base_of_last_part(last, dictionary) is not None)


def _best_split(word: str, dictionary: Dictionary, is_last_part: Callable[[str], bool]) -> tuple[str, ...] | None:
    if not SHORTEST_COMPOUND <= len(word) <= LONGEST_WORD:
        return None
    fronts = _first_parts_by_end(word, dictionary)
    splits = [(*front, word[end:]) for end, front in fronts.items() if is_last_part(word[end:])]
    return min(splits, key=lambda parts: (len(parts), -min(map(len, parts))), default=None)


def ends_like_a_place(parts: tuple[str, ...], dictionary: Dictionary) -> bool:
    """Whether a compound of these parts would be taken for a place or a surname if it had a capital: *Lindskov*."""
    return base_of_last_part(parts[-1], dictionary) in PLACES


def _first_parts_by_end(word: str, dictionary: Dictionary) -> dict[int, tuple[str, ...]]:
    """By each index where another part may follow: the fewest parts that the letters before it consist of."""
    fronts: dict[int, tuple[str, ...]] = {
        end: (word[:end],) for end in range(1, len(word) - 2) if is_first_part(word[:end], dictionary)
    }
    for start in range(1, len(word) - 2):
        if start not in fronts:
            continue
        for end in range(start + 2, len(word) - 2):
            if len(fronts.get(end, word)) > len(fronts[start]) + 1 and _is_middle_part(word[start:end], dictionary):
                fronts[end] = (*fronts[start], word[start:end])
    return fronts


def guess_compound(word: str, dictionary: Dictionary) -> tuple[str, str] | None:
    """The two parts of a word whose end is a word and whose beginning the dictionary lacks: *flex|trafik*; else None.

    Only the first part may be unknown: new compounds mostly have a new word before a known one.
    """
    for end in range(SHORTEST_PART, len(word) - SHORTEST_GUESSED + 1):
        base = base_of_last_part(word[end:], dictionary)
        if base and len(base) >= SHORTEST_GUESSED and not dictionary.is_verb(base):
            return word[:end], word[end:]
    return None


def is_first_part(part: str, dictionary: Dictionary) -> bool:
    """Whether a compound may begin with these letters, the joining letters among them."""
    if part in EXTRA_FIRST_PARTS:
        return True
    if part in PREFIXES:
        return False
    return part in dictionary.first_parts or (len(part) >= SHORTEST_PART and _joins(part, dictionary))


def _joins(part: str, dictionary: Dictionary) -> bool:
    """Whether the dictionary has the letters as those of a word, no prefix, before the next one."""
    return any(base not in PREFIXES for base in dictionary.links(part))


def part_as_own_word(part: str, dictionary: Dictionary) -> str:
    """A part of a compound that is not its last as a word of its own: *sundhed* of *sundheds*, *kvote* of *kvote*."""
    return parts_as_own_words(part, dictionary)[0]


def parts_as_own_words(part: str, dictionary: Dictionary) -> tuple[str, ...]:
    """The words that a part of a compound which is not its last can be, the likeliest first: *gæst* of *gæste*.

    Verbs are left out where it can be a noun or an adjective.
    """
    if part in EXTRA_FIRST_PARTS and dictionary.base(part) == part:
        return (part,)
    bases = [base for base in dictionary.links(part) or dictionary.bases(part) if base not in PREFIXES]
    if not bases:
        return (part.removesuffix("s") if len(part) > SHORTEST_PART else part,)
    others = [base for base in bases if dictionary.is_more_than_verb(base)]
    return tuple(sorted(others or bases, key=lambda base: (base == part, len(base), base), reverse=True))


def _is_middle_part(part: str, dictionary: Dictionary) -> bool:
    """Inside a compound an s may join what no s joins at its beginning: *læreplads|s|aftale* as *rødvin|s|glas*."""
    if part == "el":
        return False  # *klient|el|isme*
    return is_first_part(part, dictionary) or (
        len(part) > SHORTEST_PART and part.endswith("s") and _is_last_part(part[:-1], dictionary)
    )


def _is_last_part(part: str, dictionary: Dictionary) -> bool:
    return base_of_last_part(part, dictionary) is not None


def base_of_last_part(part: str, dictionary: Dictionary) -> str | None:
    """The base form of a compound's last part, which is no verb if it can be anything else, but for participles."""
    return next(iter(bases_of_last_part(part, dictionary)), None)


# Each word that is analyzed asks for five of some 230 bytes, most of them once: so many take 2 MB.
@lru_cache(maxsize=10_000)
def bases_of_last_part(part: str, dictionary: Dictionary) -> tuple[str, ...]:
    """The base forms that a compound's last part can have: the likeliest first, and all nouns that it can be."""
    if part in NO_LAST_PARTS:
        return ()
    bases = [
        base
        for base in dictionary.bases(part)
        if _may_be_last(base, dictionary) and not _is_imperative(part, base, dictionary)
    ]
    wants_verb = part.endswith(("ede", "edes", "ende", "endes"))
    bases.sort(
        key=lambda base: (
            dictionary.is_verb(base) if wants_verb else dictionary.is_more_than_verb(base),
            base == part,
            len(base),
            base,
        ),
        reverse=True,
    )
    return (*bases[:1], *(base for base in bases[1:] if _can_be_meant_too(part, base, bases[0], dictionary)))


def _is_imperative(part: str, base: str, dictionary: Dictionary) -> bool:
    """Whether the part could be of the base form as its imperative only, which ends no compound: *tal* of *tale*."""
    return dictionary.is_verb(base) and base in (f"{part}e", f"{part}{part[-1]}e")


def _can_be_meant_too(part: str, base: str, likeliest: str, dictionary: Dictionary) -> bool:
    """Whether a last part can be a noun's form besides the likeliest; not a genitive where it is a word itself."""
    is_genitive = part == f"{base}s" and likeliest == part
    return dictionary.is_noun(base) and not is_genitive and not have_drifted(base, likeliest)


def _ends_alike(base: str, last: str, dictionary: Dictionary) -> bool:
    """Whether a listed word can be a compound that ends with another listed word."""
    is_part = last in dictionary and last not in NO_LAST_PARTS and _may_be_last(last, dictionary)
    return is_part and dictionary.are_inflected_alike(base, last)


def _may_be_last(base: str, dictionary: Dictionary) -> bool:
    if base in NO_LAST_PARTS or base in NO_LAST_BASES:
        return False
    if not dictionary.ends_compounds(base):
        return dictionary.is_verb(base) and len(base) >= SHORTEST_LAST_VERB
    return len(base) >= SHORTEST_PART or base in dictionary.short_last_parts
