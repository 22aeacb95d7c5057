"""Parts lines that a web page or a conversion has put together: a heading behind the end of the text above it."""

import re
from collections.abc import Iterable, Set

from meetings.parsing.structure.case_numbers import parse_case_line
from meetings.parsing.structure.fields import field_heading

# The numbers that some conversions of Word have before the headings of a document.
_FIRST_MARK = re.compile(r"^\s*0B(?=[A-ZÆØÅ])")
_MARK_OF_HEADING = re.compile(r"^(?P<indent>\s*)\d{1,3}B(?=[A-ZÆØÅ])")
# What a web page has before a heading to fold it.
_CONTROL = re.compile(r"^(\s*)fold dette punkt (?:ind|ud)\s+(?=\S)", re.IGNORECASE)
# A web page's numbered list puts its number before the title's own: »2.  2. Broen«.
_NUMBER_TWICE = re.compile(r"^(?P<first>\s*(?P<number>\d{1,3})\.)\s+(?P=number)\.(?=\s+[A-ZÆØÅ»])")
# How a line begins that may have several entries put together.
_LIST_BEGINS = re.compile(r"^\s*(?P<number>\d{1,2})\. (?=[A-ZÆØÅ].*\S\d{1,2}\. [A-ZÆØÅ])")
# What such an entry ends in: a word, a bracket, or a year.
_END_BEFORE_ENTRY = re.compile(r"(?:[A-Za-zÆØÅæøåé)]|(?<!\d)(?:19|20)\d{2})(?=(?P<number>\d{1,3})\. [A-ZÆØÅ])")
_NUMBERED = re.compile(r"^\s*(?P<entry>\d{1,3}\. [A-ZÆØÅ].*)$")
_WORD_THEN_NUMBER = re.compile(r"(?:(?<=[a-zæøå]{3})|(?<=[a-zæøå]\))|(?<=[a-zæøå]{4}[.!?]))(?=\d{1,3}\. [A-ZÆØÅ])")
# A text's name behind the end of a list's entry, with nothing between: »… den 12. september 2016Beslutning«.
_ENTRY_THEN_NAME = re.compile(
    r"(?<=[a-zæøå\d)])(?=(?:Beslutning|Indstilling|Sagsfremstilling|Resum[eé]|Konklusion)\s?:?$)"
)
# A cover's label and its value, between which a web page has only its layout: »UdvalgÆldreråd«.
_LABEL_THEN_VALUE = re.compile(
    r"^\s*(?:Mødested|Mødedato|Mødetid|Mødelokale|Udvalg|Dato|Tidspunkt|Sted|Lokale|Bemærkninger|Fraværende|Afbud|"
    r"Deltagere|Medlemmer|Formand|Mødeleder|Ordstyrer|Referent|Sekretær|Møde)(?=[A-ZÆØÅ][a-zæøå])"
)
# A text's name and the text, put together in the same way: »BeslutningGodkendt.«.
_NAME_THEN_TEXT = re.compile(
    r"^\s*(?P<name>Beslutning(?:er)?|Indstilling|Sagsfremstilling|Resum[eé]|Baggrund|Bilag|Referat|Konklusion|Vurdering|"
    r"Økonomi|Høring|Sagsresum[eé]|Beslutningstema|Lovgrundlag)(?P<text>[A-ZÆØÅ][a-zæøåé].*)$"
)
# A list's heading with the first of its bullets: »Fraværende- Bo Riis«.
_LIST_THEN_BULLET = re.compile(r"^\s*(?P<label>Fraværende|Afbud|Deltagere|Medlemmer|Til stede)[-–•·] ?(?=[A-ZÆØÅ])")
# A title with its text behind a colon, which goes on in a sentence of its own: »3. Siden sidst: Bo Riis er ny. Han …«.
_TITLE_THEN_TEXT = re.compile(
    r"^(?P<title>\s*\d{1,2}[.)]\s*[A-ZÆØÅ][^:.?!]{2,50}):\s+(?P<text>\S.*[a-zæøåé)]{2}[.!?] [A-ZÆØÅ].*)$|"
    r"^(?P<last>\s*\d{1,2}[.)]\s*(?:Eventuelt|Evt\.?)):\s+(?P<said>\S.*)$"
)
# An item's number with its case, above its title: »Sag nr. 112.  J.nr. 05.02.08«.
_NUMBER_THEN_CASE = re.compile(
    r"^(?P<word>\s*(?:Dagsordens?punkt|Punkt|Pkt|Sag)\b\.?\s?(?:nr\.?\s?)?):?\s?(?P<number>\d{1,4})\s?[.:)]?[ ,;–-]+"
    r"(?P<case>(?i:(?:Acadre|ESDH|eDoc|SBSYS|F2)[ -]?(?:sags?)?(?:nr|id|nummer)|J\.?\s?nr|Journal(?:nr|nummer)?|"
    r"Sags[\s-]?(?:nr|id|nummer)|KLE)\b.*\d\S{0,4})$"
)
# A list's heading behind the end of a line that a web page has lost: »i bispegårdenFraværende medlemmer:«.
_WORD_THEN_LIST = re.compile(
    r"(?<=[a-zæøå]{3})(?=(?:Fraværende|Afbud|Deltagere|Medlemmer|Til stede)\b[^.:]{0,40}:\s*$)"
)
_STOP_THEN_LIST = re.compile(r"(?<=[.)])(?=(?:Fraværende|Afbud|Udeblevet|Referent)\b[^.:]{0,20}: ?\S)")
_FIRST_BEHIND_STOP = re.compile(r"(?<=[.?!)] )1\. (?=[A-ZÆØÅ])")
# Not the second part of a number of two levels.
_NUMBER_WITHIN = re.compile(r"(?<!\d\.)(?<!\d\.\d)(?<!\d\.\d\d)\d{1,3}\. (?=[A-ZÆØÅ])")
# What a line has in which two were put together: a capital or a figure right behind a word, a figure, a bracket or a
# stop, a capital behind a bullet that has no space before it, or a number within it; and how one begins that has two of
# a form. Other lines are asked for nothing of the above.
_PUT_TOGETHER = re.compile(
    r"[A-ZÆØÅ\d](?:(?<=[^\W\d_A-ZÆØÅ].)|(?<=\).)|(?<=[\d.!?][A-ZÆØÅ])|(?<=[a-zæøå][–•·-][A-ZÆØÅ])|"
    r"(?<=[a-zæøå][–•·-] [A-ZÆØÅ])|(?<=\d\. [A-ZÆØÅ]))"
)
_MAY_BE_ITEM = re.compile(r"\s*(?:\d{1,2}[.)]|Dagsorden|Punkt|Pkt|Sag)")
_NO_SPACE_BETWEEN = re.compile(r"[.!?][A-ZÆØÅ]")
_SENTENCE_THEN_HEADING = re.compile(
    r"^(?P<text>.*[a-zæøå\d][.!?])(?P<heading>[A-ZÆØÅ][a-zæøåé]{4,30}(?: [a-zæøåé]{1,20}){0,3})$"
)


def has_marks_of_headings(texts: Iterable[str]) -> bool:
    """Whether a line begins with the first of the numbers that conversions of Word give its headings (»0BBroen«)."""
    return any(_FIRST_MARK.match(text) for text in texts)


def without_mark_of_heading(text: str) -> str:
    """A line without such a number: »3BNy bro« as »Ny bro«."""
    return _MARK_OF_HEADING.sub(r"\g<indent>", text)


def entries_of_lists(texts: Iterable[str]) -> frozenset[str]:
    """The numbered lines of a document as they stand: a list of contents has the headings that come later."""
    return frozenset(match["entry"].strip() for text in texts if (match := _NUMBERED.match(text)))


def lacks_first(entries: Set[str]) -> bool:
    """Whether the lists of a document go on with a second entry, and no line begins with a first one."""
    numbers = {entry.partition(".")[0] for entry in entries}
    return "2" in numbers and "1" not in numbers


def _entries_apart(text: str) -> list[str]:
    """The entries of a list that a web page has put together, each number right behind the entry before; any other line
    as it is: »1. Referat2. Budget 20263. LUKKET PUNKT«.
    """
    first = _LIST_BEGINS.match(text)
    if first is None:
        return [text]
    found: list[str] = []
    start, number = 0, int(first["number"])
    for match in _END_BEFORE_ENTRY.finditer(text):
        if int(match["number"]) == number + 1:
            found.append(text[start : match.end()])
            start, number = match.end(), number + 1
    return [*found, text[start:]]


def is_numbered_twice(text: str) -> bool:
    """Whether a line is an entry of a web page's numbered list that has its number again: »2.  2. Broen«."""
    return _NUMBER_TWICE.match(text) is not None


def parted(text: str, entries: Set[str], *, seeks_first: bool = False) -> list[str]:
    """A line as the lines that it is: `entries` are what `entries_of_lists` gave for the document.

    `seeks_first`: no line begins with the first entry, so that it may stand behind the end of another.
    """
    text = _CONTROL.sub(r"\1", text) if "dette" in text.lower() else text
    text = _NUMBER_TWICE.sub(r"\g<first>", text) if is_numbered_twice(text) else text
    if not (_PUT_TOGETHER.search(text) or _MAY_BE_ITEM.match(text) or (seeks_first and "1. " in text)):
        return [text]
    if len(apart := _entries_apart(text)) > 1:
        return apart
    if label := _LABEL_THEN_VALUE.match(text):
        return [f"{label.group()}: {text[label.end() :]}"]
    if named := _NAME_THEN_TEXT.match(text):
        return [named["name"], named["text"]]
    if match := _LIST_THEN_BULLET.match(text):
        return [f"{match['label']}: {text[match.end() :]}"]
    if match := _STOP_THEN_LIST.search(text):
        return [text[: match.start()], text[match.start() :]]
    if match := _WORD_THEN_LIST.search(text) if text.rstrip().endswith(":") else None:
        return [text[: match.start()], text[match.start() :]]
    if (match := _NUMBER_THEN_CASE.match(text)) and parse_case_line(match["case"]):
        return [f"{match['word'].rstrip()} {match['number']}:", match["case"]]
    if match := _TITLE_THEN_TEXT.match(text):
        return [match["title"] or match["last"], match["text"] or match["said"]]
    if match := _ENTRY_THEN_NAME.search(text):
        return [text[: match.start()], text[match.start() :]]
    if seeks_first and (match := _FIRST_BEHIND_STOP.search(text)):
        return [text[: match.start()], text[match.start() :]]
    numbers = list(_NUMBER_WITHIN.finditer(text)) if ". " in text else []
    if numbers and (match := _WORD_THEN_NUMBER.search(text)):
        return [text[: match.start()], text[match.start() :]]
    if _NO_SPACE_BETWEEN.search(text) and (match := _SENTENCE_THEN_HEADING.match(text)):
        return [match["text"], match["heading"]] if field_heading(match["heading"]) else [text]
    for match in numbers:
        for start in range(match.start(), match.end() - 2):
            if start and not text[start - 1].isspace() and text[start:] in entries:
                return [text[:start], text[start:]]
    return [text]
