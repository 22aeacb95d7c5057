"""Splits Danish compounds into their parts; a dictionary says which words may be joined, and by which letters.

A compound is one or more first parts, each as it looks before another word (*sundheds*, *kvote*, *børne*), and a last
part, inflected or not. A wrong part finds wrong documents each time, a missing one misses a document now and then: so
prefixes are no parts (*ud|valg*, *for|ældre*), short parts are only those listed here, and words that only look like
compounds stand in NOT_COMPOUNDS. `make relevance` shows what a change does to search.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from meetings.danish.word_files import word_set

if TYPE_CHECKING:
    from meetings.danish.dictionary import Dictionary

# In letters: parts that need not be listed below, compounds, and a known last part beside an unknown first one.
SHORTEST_PART = 4
SHORTEST_COMPOUND = 5
SHORTEST_GUESSED = 6
# In letters. Longer ones are no words, and trying every way to split them would take long.
LONGEST_WORD = 60


# Prefixes change a word's meaning, and are no part to find the word by.
PREFIXES = word_set(
    """
    ad af alle an bag be bi bort dobbelt efter eller ens er fler flere for foran forbi fore fort forud fra frem
    gen gennem halv hel hele hen hid hinanden hver hvor igen ikke imod in ind indad inden isen jævn kon med
    medens meget mellem mere mis mod ned neden nej nær om omkring op oppe over overens på re sam sammen samt
    selv sådan sær tid til tilbage u ud udad uden under van ved vel videre vis
    """
)

SHORT_FIRST_PARTS = word_set(
    """
    arv avl bad bil bio bro bus by byg dag dags el fag fly gas hav hus it job jobs køb lov løn mad mål net nød råd
    sag ski sol sø tal tog tv ungs vej ven år års ø
    """
)
SHORT_LAST_PARTS = word_set(
    """
    bad bil bro bus by dag fag fly gas hav hus job køb lov løn mad mål net råd sag sø tal tid tog vej år
    """
)
# Endings and verbs that happen to be words: *fælles|skab*, *del|tager*.
NO_LAST_PARTS = word_set(
    """
    art artig arts bar dele dom drage dreng dygtig else ende ener ens erne este fuld giver gribe hed holde hård
    ikter inde ing inger iske ister komme lede lig lige ligt ling lister løs mest mester nings ordne ordnet rede
    reder rende rig ring ringe rings samt sende sig skab sled som stede stik still stille stilling stillinger
    sætte sættelse tage tager ting tinge tur tægt vis være værende været ælling
    """
)

# Base forms that a last part is never of; where it looks so, it is a form of another word: *vindmøller* of *mølle*.
NO_LAST_BASES = word_set("møller")

# Parts that the dictionary does not know to begin compounds.
EXTRA_FIRST_PARTS = word_set("bio cyber dag el fremme fælles kommunal nær special tvær unge velfærds ældre")

# Words that could be split, but that no reader takes for compounds.
NOT_COMPOUNDS = word_set(
    """
    alternativ beretning bestand biograf biografi biografisk biologi biologisk bionik blandt borgerlig
    borgmester central dagsorden dagældende demografi demografisk demokrati eksempel eksempelvis elleve ellever
    elskov enkelthed forening fortælling generation generator gennemsnit handling hjemmel hovedstad højskole
    kampagne kandidat kendetegne kilometer klosteret konkret konkurs kontrakt kulør landskab lejlighed mandag
    mandat mangfoldig materiale medlem menneske middel ministerium måneder nedlægge netop nuværende ordinær
    orientering parterne planet planlægge planlægning platform politiker praksis problem program prospekt
    regional regulering renovation resultat sandsynlig selskab september situation sognefoged spørgsmål stadion
    stillads stilling studium supervision sygdom system talerør tandem tematik tilsyn totalitet transport
    tydelig udvalg vejlede vejledende vejleder vejledning veteran yderlig yderligere ældre
    """
)


@lru_cache(maxsize=5_000)
def split_compound(word: str, dictionary: Dictionary) -> tuple[str, ...] | None:
    """The parts of a compound as they stand in it (*sundheds*, *reformen*); None for a word that is none.

    Of several ways the one with the fewest parts, then with the longest shortest part.
    """
    if not SHORTEST_COMPOUND <= len(word) <= LONGEST_WORD:
        return None
    fronts = _first_parts_by_end(word, dictionary)
    splits = [(*front, word[end:]) for end, front in fronts.items() if _is_last_part(word[end:], dictionary)]
    return min(splits, key=lambda parts: (len(parts), -min(map(len, parts))), default=None)


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
    if part in PREFIXES or (len(part) < SHORTEST_PART and part not in SHORT_FIRST_PARTS):
        return False
    return any(base not in PREFIXES for base in dictionary.links(part))


def part_as_own_word(part: str, dictionary: Dictionary) -> str:
    """A part of a compound that is not its last as a word of its own: *sundhed* of *sundheds*, *kvote* of *kvote*."""
    if part in EXTRA_FIRST_PARTS and dictionary.base(part) == part:
        return part
    bases = [base for base in dictionary.links(part) if base not in PREFIXES]
    if bases:
        return max(bases, key=lambda base: (base == part, len(base), base))
    return part.removesuffix("s") if len(part) > SHORTEST_PART else part


def _is_middle_part(part: str, dictionary: Dictionary) -> bool:
    """Inside a compound an s may join what no s joins at its beginning: *læreplads|s|aftale* as *rødvin|s|glas*."""
    if part == "el":
        return False  # *klient|el|isme*
    return is_first_part(part, dictionary) or (
        len(part) > SHORTEST_PART and part.endswith("s") and _is_last_part(part[:-1], dictionary)
    )


def _is_last_part(part: str, dictionary: Dictionary) -> bool:
    return base_of_last_part(part, dictionary) is not None


@lru_cache(maxsize=100_000)
def base_of_last_part(part: str, dictionary: Dictionary) -> str | None:
    """The base form of a compound's last part, which is no verb if it can be anything else, but for participles."""
    if part in NO_LAST_PARTS:
        return None
    bases = [base for base in dictionary.bases(part) if _may_be_last(base, dictionary)]
    wants_verb = part.endswith(("ede", "edes", "ende", "endes"))
    return max(
        bases,
        key=lambda base: (
            dictionary.is_verb(base) if wants_verb else dictionary.is_more_than_verb(base),
            base == part,
            len(base),
            base,
        ),
        default=None,
    )


def _may_be_last(base: str, dictionary: Dictionary) -> bool:
    if base in NO_LAST_PARTS or base in NO_LAST_BASES or not dictionary.ends_compounds(base):
        return False
    return len(base) >= SHORTEST_PART or base in SHORT_LAST_PARTS
