"""Gives a text its lines again whose line ends are lost: each page is one long line, as sites that show documents have
it.

A line begins where the words of a form do: a cover's label, the heading of one of an item's texts, an item's number in
order, the page's own number. What stands between is left together, and nothing of it is lost.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

# In characters: a page of a line is longer on the average, and a line of a page shorter.
_SHORTEST_ON_AVERAGE = 120
_PAGE = re.compile(r"^\s*(?:Page |Side )?(?P<number>\d{1,4}):?(?:\s+(?P<text>\S.*))?$")
# A text of so few lines has lost its line ends, where so long a line has so many of a form's headings within it.
_FEW_LINES, _LONG_LINE, _FEWEST_HEADINGS = 4, 400, 3
# So many cases with a text's name behind them show that names stand within the lines.
_FEWEST_CASES = 2
# What the site has around the document's title.
_DOWNLOAD = re.compile(r"^(?:Download|Hent) \"(?P<title>.+)\"$")

_LABELS = (
    r"(?:(?:Møded|D)ato|(?:Mødet|T)id(?:spunkt)?|(?:Start|Slut)tid(?:spunkt)?(?: for møde[t]?)?|(?:Mødes|S)ted|"
    r"(?:Mødel|L)okale|Udsendelsesdato|(?:Møded|D)eltagere|Medlemmer|Til ?stede|Ikke til stede|"
    r"Fraværende(?: med afbud)?|Afbud(?: fra)?|Referent|Mødeleder|Ordstyrer|Dirigent|Gæster|Forum|Udvalg|"
    r"Bemærkninger|Sekretær|(?:Sags|Journal) ?(?:nr|nummer)\.?|J\. ?nr\.?|Sags?id\.?|Sags ID|Sagsbehandler|Initialer|"
    r"Dok(?:ument)?\.? ?nr\.?|Sagen afgøres i|Beslutningskompetence|Kompetence|Bilag)"
)
# The headings of an item's texts; those that no sentence has within it stand also without a colon.
_ALONE = (
    r"(?:Resum[eé]|Sagsresum[eé]|Sagsfremstilling|Sagsbeskrivelse|Indledning/Baggrund|Indstilling|Beslutningstema|"
    r"Beslutninger|Beslutning)"
)
_WITH_COLON = (
    rf"(?:{_ALONE}|Indledning|Baggrund|Indstillinger|Problemstilling|Konklusion|Referat|Økonomi(?: og finansiering)?|"
    r"Økonomiske konsekvenser|Administrationens vurdering|Handicappolitik|Kommunikation|Lovgrundlag|Vurdering|Høring)"
)
_IN_CAPITALS = (
    r"(?:[A-ZÆØÅ-]{4,40}S )?(?:INDSTILLING|BESLUTNING(?:ER)?(?: DEN \d{1,2}\. [A-ZÆØÅ]{3,9} \d{4})?|RESUM[EÉ]|"
    r"SAGSFREMSTILLING|BAGGRUND)"
)
# Whose decision it is, and when: the day's figures may be lost.
_DAY = r" den(?: \d{1,2}\. [a-zæøå]{3,9}(?: \d{4})?| \d[\d.-]{5,9})?"
_DECIDED = rf"(?:(?: (?:[A-ZÆØÅ][\w,-]{{1,40}}|og|for|i|&)){{0,6}}{_DAY})?"
_OF_THEIR_OWN = (
    re.compile(rf"(?<!\S){_WITH_COLON}{_DECIDED} ?:(?!\S)"),
    re.compile(rf"(?<!\S){_ALONE}{_DECIDED}(?= [A-ZÆØÅ]|$| at )"),
    re.compile(rf"(?<!\S){_IN_CAPITALS}(?!\S)"),
    re.compile(r"(?<=\S )(?:REFERAT|DAGSORDEN|BESLUTNINGSPROTOKOL)(?= [A-ZÆØÅ][a-zæøå])"),
    re.compile(r"(?<=\S )[A-ZÆØÅ][\w-]{3,40}s møde (?:den )?\d{1,2}\. [a-zæøå]{3,9} \d{4}(?= (?:Punkt|Pkt\.|Sag) )"),
    re.compile(r"^Side (?:\d{1,4}|[ivxl]{1,7})(?: af \d{1,4})?(?=\s)"),
    re.compile(r"(?<=\S )(?:Møde den )?Side \d{1,4}(?: af \d{1,4})?$|(?<=\S )(?:åben|lukket)$"),
    re.compile(r"(?<!\S)(?:[A-ZÆØÅ] ){5,15}[A-ZÆØÅ](?!\S)"),
    re.compile(r"(?<!\S)(?:Åbent? (?:punkt|sag|dagsorden)|Lukket (?:punkt|sag))(?= [A-ZÆØÅ\d]|$)"),
    re.compile(r"(?<!\S)(?:Åben|Lukket)(?= (?:Punkt|Sag)\b|$)"),
)
_BEGINNINGS = (
    re.compile(rf"(?<!\S){_LABELS} ?:|(?<=\S )J\. nr (?=Dato:)"),
    re.compile(r"(?<=\S )(?:Man|Tirs|Ons|Tors|Fre|Lør|Søn)dag (?:den |d\. )?\d{1,2}[.-]"),
    re.compile(r"(?<=\S )(?:Medlemmerne var mødt|Alle (?:medlemmer )?var mødt|For (?:åbne|lukkede) døre)"),
    re.compile(r"(?<=\S )Mødet (?:blev hævet|hævet|startede|sluttede|begyndte)"),
    re.compile(r"(?<=[a-zæøå)][.!?:] )[A-ZÆØÅ][\wæøå -]{3,60} (?:indstiller|anbefaler|foreslår)\b"),
    re.compile(r"(?<=[a-zæøå\d] )[A-ZÆØÅ][\wæøå-]{3,40}(?:en|et) indstiller\b"),
    # Who was there, without a colon; an earlier committee's decision; the outcome behind a title.
    re.compile(
        r"(?<=\S )(?:Fraværende|Til stede|Afbud|Mødedeltagere|Deltagere|Medlemmer) (?=[A-ZÆØÅ][a-zæøå-]+ [A-ZÆØÅ])"
    ),
    re.compile(r"(?<=\S )[A-ZÆØÅ][\w-]{3,40} den \d{1,2}\. [a-zæøå]{3,9} \d{4},? (?:pkt|punkt|sag)\b"),
    re.compile(rf"(?<=\S )\d{{2,4}}/\d{{2,6}}(?= (?:{_WITH_COLON}|{_LABELS}) ?:)"),
    re.compile(r"(?<=\S )(?:Godkendt|Taget til efterretning|Drøftet|Udsat|Tiltrådt)(?=[.:,]? |[.:]$)"),
    re.compile(
        r"(?<=\S )(?:Referatet|Dagsordenen?|Orienteringen|Indstillingen|Punktet|Sagen|Forslaget) (?:blev|er) "
        r"(?:godkendt|taget til|tiltrådt|drøftet|udsat)"
    ),
    re.compile(r"(?<=[.!?] )at (?=\w{3,40} \w)"),
    re.compile(r"(?<=\d\. Evt\. )[A-ZÆØÅ]|(?<=\d\. Eventuelt )[A-ZÆØÅ]"),
)
# A case with the name of the text behind it, as pages have it that show each item in a few lines.
_CASE_THEN_NAME = re.compile(rf"^\s*(?P<case>\d[\w./-]{{4,30}})\s(?=(?:{_ALONE}|{_IN_CAPITALS})(?!\S))")
# Whose decision follows, and of which day: »Plan- og Havneudvalget, 24.10.2016 Anbefales«.
_BODY_AND_DAY = re.compile(
    r"(?:^|(?<=[.:] )|(?<=Beslutning ))[A-ZÆØÅ][\w-]*(?:,? (?:og |& )?[A-ZÆØÅ][\w-]*){0,5}"
    r"(?:råd|udvalg|bestyrelse|nævn|kommission)(?:et|en)?, \d{1,2}[.-]\d{1,2}[.-]\d{4}(?=\s[A-ZÆØÅ]|\s*$)"
)
_CONTENTS = re.compile(
    r"(?<!\S)(?:Indhold(?:sfortegnelse)?|INDHOLDSFORTEGNELSE|Sagsoversigt|Punktoversigt|Pkt\. Tekst Side)(?= )"
)
_NUMBER = re.compile(
    r"(?<!\S)(?<!punkt )(?<!pkt\. )(?<!sag )(?<!nr\. )(?P<prefix>(?:Punkt|PUNKT|Pkt\.?|Sag|SAG)(?: nr\.?| NR\.?)? )?"
    r"(?P<number>\d{1,3})(?P<stop>[.:]?)\s(?:[–-] )?(?=(?P<access>\((?:Åbent?|Lukket)\) )?[A-ZÆØÅ»\"])"
)
_MONTH = re.compile(
    r"(?:Januar|Februar|Marts|April|Maj|Juni|Juli|August|September|Oktober|November|December)\b", re.IGNORECASE
)
_IN_RECOMMENDATION = re.compile(r"[Aa]t ")
_PEOPLE = re.compile(r"^(?:(?:Møded|D)eltagere|Medlemmer|Til ?stede|Fraværende|Afbud)\b")
_BETWEEN_MEMBERS = re.compile(
    r"(?<=\([A-ZÆØÅ]\)) (?=[A-ZÆØÅ])|(?<= Kommune) (?=[A-ZÆØÅ][\w.-]{0,20} [A-ZÆØÅ][\w. -]{1,40},)"
)
# What stands alone at a page's foot.
_FOOTS = frozenset({"åben", "lukket"})
# Lists within lists that may be open at once, and the most characters of a title.
_MOST_LISTS, _LONGEST_TITLE = 4, 120
# In characters: a listed title is known by its beginning, and lists are read so far.
_FEWEST_LETTERS, _LONGEST_CONTENTS = 12, 20_000
_WORD = re.compile(r"\S+")


def with_line_ends(text: str) -> str:
    """A file's text with its pages parted by form feeds and its lines by line ends, where it has a page a line; any
    other text as it is."""
    lines = text.splitlines()
    first = _first_page(lines)
    if first is None:
        return _with_names_apart(_with_line_ends_within(text, lines))
    head = [_DOWNLOAD.sub(r"\g<title>", line) for line in lines[:first]]
    document = _Document()
    pages = [document.lines_of(match["text"] or "") for line in lines[first:] if (match := _PAGE.match(line))]
    return "\f".join("\n".join(page) for page in ([*head, *pages[0]], *pages[1:]))


def _with_line_ends_within(text: str, lines: Sequence[str]) -> str:
    """A text of a few lines with those parted that hold a whole document each, which has no pages."""
    filled = [line for line in lines if line.strip()]
    if len(filled) > _FEW_LINES or "\f" in text or not any(_holds_document(line) for line in filled):
        return text
    document = _Document()
    return "\n".join("\n".join(document.lines_of(line) if _holds_document(line) else [line]) for line in lines)


def _with_names_apart(text: str) -> str:
    """A text whose items have their texts' names within the lines, behind the case and behind what stands above, with
    each name on a line of its own.
    """
    lines = text.split("\n")
    if sum(_CASE_THEN_NAME.match(line) is not None for line in lines) < _FEWEST_CASES:
        return text
    return "\n".join("\n".join(_names_apart(line)) for line in lines)


def _names_apart(line: str) -> list[str]:
    cuts = {0, len(line)}
    if match := _CASE_THEN_NAME.match(line):
        cuts.add(match.end("case"))
    for pattern in (*_OF_THEIR_OWN[:3], _BODY_AND_DAY):
        cuts |= {end for match in pattern.finditer(line) for end in match.span()}
    return [part for start, end in pairwise(sorted(cuts)) if (part := line[start:end].strip())] or [line]


def _holds_document(line: str) -> bool:
    headings = (match for pattern in _OF_THEIR_OWN[:3] for match in pattern.finditer(line))
    return len(line) >= _LONG_LINE and sum(1 for _ in headings) >= _FEWEST_HEADINGS


def _first_page(lines: Sequence[str]) -> int | None:
    """Where the first of the pages stands, a line each, numbered from 1 to the end; None if there are none."""
    filled = [(at, _PAGE.match(line)) for at, line in enumerate(lines) if line.strip()]
    first = next((place for place, (_, match) in enumerate(filled) if match and match["number"] == "1"), len(filled))
    pages = [match for _, match in filled[first:]]
    is_in_order = all(match and int(match["number"]) == number for number, match in enumerate(pages, start=1))
    characters = sum(len(match.string) for match in pages if match)
    is_long = characters > _SHORTEST_ON_AVERAGE * len(pages)
    return filled[first][0] if pages and is_in_order and is_long else None


class _Document:
    """What its pages have told so far: the numbers of its lists, and the items' titles in a list of contents."""

    def __init__(self) -> None:
        self._numbers: list[int] = []
        self._titles: dict[int, str] = {}
        self._contents = ""

    def lines_of(self, page: str) -> list[str]:
        """The lines of the next page."""
        start, end = _place_of_contents(page)
        listed = page[start:end].strip()
        heading = _CONTENTS.match(listed)
        self._contents = f"{self._contents} {listed}"[:_LONGEST_CONTENTS]
        contents = ["", heading.group(), listed[heading.end() :].strip()] if heading else []
        return [*self._parted(page[:start]), *contents, *self._parted(page[end:])]

    def _parted(self, text: str) -> list[str]:
        numbered = [match for match in _numbered(text, listed=self._contents) if self._follows(match)]
        apart = {match.start() for match in numbered if not _IN_RECOMMENDATION.match(text, match.end())}
        cuts = {0, len(text), *(match.start() for match in numbered), *self._ends_of_titles(text, numbered)}
        for pattern in _BEGINNINGS:
            cuts |= {match.start() for match in pattern.finditer(text)}
        for pattern in _OF_THEIR_OWN:
            cuts |= {end for match in pattern.finditer(text) for end in match.span()}
        lines: list[str] = []
        for start, end in pairwise(sorted(cuts)):
            if part := text[start:end].strip():
                lines += ["", part] if start in apart or part in _FOOTS else _people_apart(part)
        return lines

    def _ends_of_titles(self, text: str, numbered: Sequence[re.Match[str]]) -> Iterator[int]:
        """Where the titles end that have been listed before."""
        ends = [*(match.start() for match in numbered), len(text)][1:]
        for match, end in zip(numbered, ends, strict=False):
            title = self._titles.setdefault(int(match["number"]), text[match.end() : end].strip())
            if (listed_end := self._listed_end(text, match.end())) is not None:
                yield listed_end
            elif len(title) <= _LONGEST_TITLE and text.startswith(title, match.end()):
                yield match.end() + len(title)

    def _listed_end(self, text: str, start: int) -> int | None:
        """Where a title ends that a list of contents has run together with others, and without the figures in it."""
        where = self._contents.find(text[start : start + _FEWEST_LETTERS])
        if where < 0:
            return None
        listed, known, end = self._contents[where : where + _LONGEST_TITLE].split(), 0, None
        for word in _WORD.finditer(text, start, start + _LONGEST_TITLE):
            if known < len(listed) and word.group() == listed[known]:
                known, end = known + 1, word.end()
            elif word.group().strip(".,").isdigit():
                end = word.end()
            else:
                return end if known > 1 and word.group()[0].isupper() else None
        return None

    def _follows(self, match: re.Match[str]) -> bool:
        """Whether a number is the next of a list that is open, begins one, or is the document's first."""
        number = int(match["number"])
        if number - 1 in self._numbers:
            del self._numbers[self._numbers.index(number - 1) :]
        elif number != 1 and self._numbers:
            return False
        self._numbers = [*self._numbers, number][-_MOST_LISTS:]
        return True


def _numbered(text: str, start: int = 0, *, listed: str = "") -> list[re.Match[str]]:
    """The items' numbers; at a page's beginning, and before a title that is listed, one needs no stop."""
    found = (
        match
        for match in _NUMBER.finditer(text, start)
        if match["prefix"]
        or match["stop"] == "."
        or match["access"]
        or (not match["stop"] and (match.start() == 0 or text[match.end() : match.end() + _FEWEST_LETTERS] in listed))
    )
    return [match for match in found if not _MONTH.match(text, match.end())]


def _place_of_contents(page: str) -> tuple[int, int]:
    """Where a page's list of contents starts and ends: at the page's end, or where its first number comes again."""
    contents = _CONTENTS.search(page)
    if contents is None:
        return len(page), len(page)
    numbers = _numbered(page, contents.end())
    again = (match.start() for match in numbers[1:] if match["number"] == numbers[0]["number"])
    return contents.start(), next(again, len(page))


def _people_apart(line: str) -> list[str]:
    """A list of people with their parties as a line each; any other line as it is."""
    return _BETWEEN_MEMBERS.split(line) if _PEOPLE.match(line) else [line]
