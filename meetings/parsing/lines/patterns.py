"""The documents' vocabulary: small named patterns, composed. What each is for is its name."""

import re
from functools import lru_cache

PAGE_HEADER = re.compile(r"^(?P<council>[A-ZÆØÅ][\w .-]{0,60}?)\s{0,9}\|\s*(?P<date>\d{1,2}-\d{1,2}-\d{4})$")
# A page's number alone or after the title that runs through the pages ("Byrådet 15-05-2002 Side 3").
PAGE_NUMBER = re.compile(
    r"^SIDE\s*\|\s*(?P<page>\d{1,4})$|^(?P<title>[A-ZÆØÅ].{2,80}\s)??[Ss]ide:? (?P<page_of>\d{1,4})(?: af \d{1,4})?$"
)
# What a page of a web site leaves in a document that was made from one.
BACK_TO_TOP = re.compile(r"^Til toppen$")
CONTENTS_ENTRY = re.compile(r"(?<!\.)\.{4,}\s*\d{1,4}$")

SECTION_HEADING = re.compile(r"^(?P<section>\d{1,2})\.\s+(?P<title>[A-ZÆØÅ].*)$")
ITEM_HEADING = re.compile(r"^(?P<section>\d{1,2})\.(?P<item>\d{1,2})\.?\s+(?P<title>[^\W_].*|[”\"»‘'].*)$")
BULLET = re.compile(r"^(?P<mark>[–—−•·▪\u0336-]|o)\s+(?=\S)")
NUMBERED_ENTRY = re.compile(r"^(?P<number>\d{1,2}\.)\s+(?=[A-ZÆØÅ”\"»]|at\s)")
ATTACHMENTS = re.compile(r"^(?:\./\.\s*)+")

TABLE_NAMED = re.compile(
    r"\b(?:jf\. tabel|tabel \d|tabellen (?:herunder|nedenfor)|nedenstående tabel|"
    r"(?:herunder|nedenfor) (?:fremgår|ses|vises) (?:beløb|fordeling|kvote|tal)\w*)\b",
    re.IGNORECASE,
)
ITEM_REFERENCE = re.compile(
    r"\b(?:pkt|punkt|punkterne|dagsordenspunkt|dagsordenens punkt|sag)\b\.?\s*\[?(?P<numbers>\d{1,2}\.\d{1,2}"
    r"(?:(?:,\s*|\s+og\s+|\s+samt\s+)\d{1,2}\.\d{1,2})*)(?![\d.]*\d)(?!\s*(?:mio|mia|pct))",
    re.IGNORECASE,
)
ITEM_NUMBER = re.compile(r"\d{1,2}\.\d{1,2}")

# A stop before a capital, but for that of an abbreviation, which is only looked for where there is such a stop.
SENTENCE_END = re.compile(
    r"[.!?\n](?:(?<=\n)\n*|(?<!\n)(?=\s+[A-ZÆØÅ–])"
    r"(?<![ .(]d.)(?<!\bjf.)(?<!\bpkt.)(?<!\bnr.)(?<!\bml.)(?<!\bkl.)(?<!\bpr.)(?<!\bca.)(?<!\bvedr.)(?<!\bift.)"
    r"(?<!\bifm.)(?<!\bstk.)(?<!\bbl\.a.)(?<!\bf\.eks.)(?<!\bevt.)(?<!\b[A-ZÆØÅ].)"
    r"(?:(?<!\d.)|(?<=\d\d\d.))\s+)"
)


@lru_cache(maxsize=4)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text; a paragraph and a list entry end a sentence too.

    One text is asked for by all that conclude something from it, one after the other: the last few are kept.
    """
    found, start = [], 0
    for end in SENTENCE_END.finditer(text):
        found.append(text[start : end.end()].strip())
        start = end.end()
    found.append(text[start:].strip())
    return tuple(sentence for sentence in found if sentence)
