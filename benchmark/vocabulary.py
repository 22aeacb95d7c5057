"""Danish words as an archive has them: a few that stand everywhere, a long tail of compounds that hardly ever stand.

The words are ranked, and a word is drawn about as often as one over its rank (Zipf's law as Mandelbrot mended it).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice, zip_longest
from random import Random

from meetings.danish.word_list import base_words

SIZE = 700_000
EXPONENT = 1.15
# By Mandelbrot: the more, the less the first words stand out from the next.
SHIFT = 3.0

_FUNCTION_WORDS = """
    og at i der til af for en er på med de som det den et om har kan ikke vil skal fra ved også samt blev være
    efter eller blive over under mellem deres hvor bliver dette når alle været men sig andre mere inden så dermed
    herunder ligesom derfor flere gennem hvordan allerede dog både
"""
_MUNICIPAL_WORDS = """
    kommuner kommunerne KKR regionen møde sundhed kommune indsats samarbejde området økonomi borgere uddannelse aftale
    flygtninge udvikling beskæftigelse fælles forslag erhverv orientering drøftelse budget psykiatri styrelsen plan
    regeringen klima sagen kapacitet rammer ældre beredskab børn unge rapport finansiering medlemmer projekt
    arbejdskraft transport analyse institutioner virksomheder bestyrelsen tilbud ansvar behov sygehus digitalisering
    almen praksis praktikpladser kvoter takster socialtilsyn handicap energi trafik turisme kultur skoler læger
    sekretariatet strategi evaluering implementering forebyggelse genoptræning rehabilitering velfærd bosætning affald
    vand natur landdistrikter jernbane havne lufthavn færger boliger byudvikling kystsikring forsyning lokalplan
    dagtilbud plejehjem hjemmepleje sygepleje tandpleje misbrug hjemløshed inklusion folkeskole ungdomsuddannelse
    erhvervsskole gymnasium universitet forskning innovation iværksætteri vækst eksport landbrug fiskeri industri
    detailhandel håndværk byggeri udbud indkøb kontrakt leverandør drift anlæg vedligeholdelse renovering vejnet
    cykelstier parkering busser togdrift broer tunnel støj luftkvalitet drikkevand grundvand spildevand vandløb
    oversvømmelse skovrejsning biodiversitet vindmøller solceller fjernvarme biogas brint genbrug sortering
    forbrænding museer biblioteker teater musik idræt fritid foreninger frivillige ungeråd ældreråd integration sprog
    tolkning bolig husleje ydelser kontanthjælp sygedagpenge fleksjob jobcenter rekruttering fastholdelse ledelse
    arbejdsmiljø overenskomst tillid høring tilsyn kvalitet dokumentation sikkerhed persondata journal portal
    statistik prognose befolkning tilflytning regnskab revision lån skat udligning servicerammen effektivisering
    besparelse tilskud fonde puljer ansøgning bevilling
"""
FUNCTION_WORDS = tuple(_FUNCTION_WORDS.split())
MUNICIPAL_WORDS = tuple(_MUNICIPAL_WORDS.split())
# Two words that often stand together, each of which stands elsewhere too.
SET_PHRASES = (
    *("grøn omstilling", "nære sundhedsvæsen", "kollektiv trafik", "faglært arbejdskraft", "digital infrastruktur"),
    *("lokale fællesskaber", "bæredygtig udvikling", "særlige målgrupper", "kommunal medfinansiering"),
    *("frivilligt arbejde", "regional udviklingsplan", "unge voksne", "økonomisk ramme", "politisk styregruppe"),
)

_RANK_OF_FIRST_PHRASE = 400
_RANKS_BETWEEN_PHRASES = 150
_COMMON_PARTS = 3_000
# So many words have a part in most compounds, and of them *sundhed* and *plan* in more than others.
_TIMES_MORE_MUNICIPAL = 8
_SIMPLE_WORDS_FIRST = 2_000
_RANDOM_LETTERS = 8
_BACKWARDS, _OF_THREE = 0.4, 0.1
_LINKS = ("", "", "", "s", "e")

_AFTER_E = ("", "", "n", "r", "rne", "s", "ns")
_AFTER_CONSONANT = ("", "", "en", "er", "erne", "s", "et", "ens")
_JOINED_BY_S = ("hed", "tion", "ing", "skab", "else", "dom", "tet", "ion", "ling")
_SHORTEST_PART, _LONGEST_PART = 3, 10


@dataclass(frozen=True)
class Vocabulary:
    """Words by rank, the commonest first. Some entries are two words, which are always drawn together."""

    words: tuple[str, ...]

    def draw(self, random: Random, count: int) -> list[str]:
        """So many words, each as often as its rank lets it be.

        The ranks come from the distribution's inverse: no table, and no slower for a long tail.
        """
        power = 1 - EXPONENT
        first = SHIFT**power
        span = (len(self.words) + SHIFT) ** power - first
        root, uniform, words = 1 / power, random.random, self.words
        return [words[int((first + span * uniform()) ** root - SHIFT)] for _ in range(count)]

    def draw_subject(self, random: Random) -> str:
        """A word of the kind that an item is about: no function word, any rank of the rest."""
        first = len(FUNCTION_WORDS) + len(MUNICIPAL_WORDS)
        return self.words[int(first * (len(self.words) / first) ** random.random())]


@cache
def vocabulary(size: int = SIZE, seed: int = 1) -> Vocabulary:
    """The vocabulary of that size: the same for the same seed. Takes some seconds when first asked for."""
    random = Random(seed)
    bases = sorted(word for word in base_words() if word.isalpha() and len(word) >= _SHORTEST_PART)
    bases.sort(key=lambda word: len(word) + _RANDOM_LETTERS * random.random())  # short words are the commoner
    head = chain.from_iterable(zip_longest(FUNCTION_WORDS[::2], FUNCTION_WORDS[1::2], MUNICIPAL_WORDS, fillvalue=""))
    words = list(islice(_distinct(chain(filter(None, head), _tail(bases, random))), size))
    for number, phrase in enumerate(SET_PHRASES):
        rank = _RANK_OF_FIRST_PHRASE + number * _RANKS_BETWEEN_PHRASES
        if rank < size:
            words[rank] = phrase
    return Vocabulary(tuple(words))


def _distinct(words: Iterable[str]) -> Iterator[str]:
    seen = set()
    for word in words:
        if word not in seen:
            seen.add(word)
            yield word


def _tail(bases: Sequence[str], random: Random) -> Iterator[str]:
    """Base words in some form, later compounds in turn with them, and compounds without end."""
    parts = [word for word in bases if _SHORTEST_PART <= len(word) <= _LONGEST_PART]
    common = parts[:_COMMON_PARTS]
    common += _TIMES_MORE_MUNICIPAL * [word for word in MUNICIPAL_WORDS if word in base_words()]
    yield from (_inflected(base, random) for base in bases[:_SIMPLE_WORDS_FIRST])
    for base in bases[_SIMPLE_WORDS_FIRST:]:
        yield _inflected(base, random)
        yield _compound(common, parts, random)
    while True:
        yield _compound(common, parts, random)


def _inflected(base: str, random: Random) -> str:
    return base + random.choice(_AFTER_E if base.endswith("e") else _AFTER_CONSONANT)


def _compound(common: Sequence[str], parts: Sequence[str], random: Random) -> str:
    """Two parts, or three of them in one of ten; one that is common, the last inflected."""
    front, back = random.choice(common), random.choice(parts)
    if random.random() < _BACKWARDS:
        front, back = back, front
    if random.random() < _OF_THREE:
        front = _joined(random.choice(common), front, random)
    return _joined(front, _inflected(back, random), random)


def _joined(front: str, back: str, random: Random) -> str:
    if front.endswith(_JOINED_BY_S):
        return f"{front}s{back}"
    return front + random.choice(_LINKS) + back
