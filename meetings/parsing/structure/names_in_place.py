"""The name that stands in a council's place on a cover or in the page headers, though no kind of body is in it.

»Klimaalliancen« above the day, »Møde i Trekantområdet«, »Det Grønne Samarbejde | 4. marts 2024«: where a document tells
nothing else, a reader takes that for whose meeting it was. It is told of by a warning.
"""

import re
from collections.abc import Sequence

from meetings.danish.dates import written_dates
from meetings.danish.municipalities import parse_municipality
from meetings.parsing.lines.line import Line
from meetings.parsing.structure import cover_words as words
from meetings.parsing.structure.councils import kkr_names, municipality_named, region_named
from meetings.parsing.structure.field_words import field_named
from meetings.parsing.structure.participant_headings import ends_list, participant_heading

# A name is among the first lines of a cover, and the day so few lines below it.
_FIRST_LINES, _DAY_WITHIN = 5, 3
_MEETING_IN = re.compile(
    r"^(?:(?:ordinært|ekstraordinært|konstituerende|\d{1,3}\.) )?møde i (?P<name>[A-ZÆØÅ].{3,60}?)"
    r"(?=,? (?:den |d\. )?(?:\w+dag |\d)|,? kl\b|$)",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"^(?:(?:Det|Den|De) )?[A-ZÆØÅ][\w’/-]{2,40}"
    r"(?: (?:(?:og|i|for|på|&) )?[A-ZÆØÅ][\w’/-]{2,40}| [a-zæøå-]{5,30}){0,4}$"
)
# The name of something that there is one of: »alliancen«, »området«, »partnerne«; no last name is so long.
_DEFINITE = re.compile(r"(?:(?<!s)en|dsen|et|erne)$")
_SHORTEST_DEFINITE = 8
# What several municipalities call what they do together.
_TOGETHER = re.compile(r"^(?:Natur|National|Geo)park|^(?:Business|Destination|Erhverv|Turist)", re.IGNORECASE)
_PLACE = re.compile(
    r"(?:hus(?:et)?|sal(?:en)?|lokalet?|rum(?:met)?|stuen?|skolen?|hallen?|gård(?:en)?|cent(?:er|ret)|centeret|kirken?|"
    r"bibliotek(?:et)?|klubben|kro(?:en)?|slot(?:tet)?|hotel(?:let)?|kantinen?|laden|museet|teatret|bygningen|"
    r"kommunen?|regionen?|byen|kontoret|dagen|aftenen)$"
)
# Words that begin what is said of a meeting, and nobody's name.
_OF_MEETING = re.compile(
    r"^(?:Til|Fra|Kære|Att|Kopi|Emne|Vedr|Vedrørende|Velkommen|Orientering|Indkaldelse|Indbydelse|Møde\w*|Side|Status|Nyt|"
    r"Ordinær\w*|Ekstraordinær\w*|Konstituerende|Næste|Dato|Sted|Tid|Hent|Udskriv|Tilbage|Forside\w*|Menu|Søg|Formand\w*|"
    r"Næstformand\w*|Bilag\w*|Sekretær\w*|Referent\w*|Kontakt\w*|Hvor|Hvornår|Hvem|Punkt\w*)(?!\w)",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s{2,}|\s[–|-]\s|,\s|\|")
_BEFORE_DAY = re.compile(r",? ?(?:den |d\. ?)?(?:\w+dag )?(?:den |d\. ?)?\d.*$", re.IGNORECASE)


def name_in_place(cover: Sequence[Line], headers: Sequence[Line]) -> str:
    """The name that a cover has above the meeting's day, or that the page headers have; '' for none.

    `cover` has the lines above the first item, `headers` those that the pages have in common.
    """
    first = [line.text for line in cover if line.text][: _FIRST_LINES + _DAY_WITHIN]
    in_meeting = (match["name"] for text in first if (match := _MEETING_IN.match(text)))
    if named := next(filter(_may_name, in_meeting), ""):
        return named
    has_day = [bool(written_dates(text, with_short_years=True)) for text in first]
    above = (
        text if not has_day[at] else _BEFORE_DAY.sub("", text)
        for at, text in enumerate(first[:_FIRST_LINES])
        if any(has_day[at : at + _DAY_WITHIN + 1])
    )
    in_headers = (part for line in headers for part in _PARTS.split(_BEFORE_DAY.sub("", line.text)))
    return next(filter(_may_name, (part for text in (*above, *in_headers) for part in [text.strip(" .,–-")])), "")


def _may_name(text: str) -> bool:
    """Whether a text can be a name that several municipalities, or an organisation, have for what they do together."""
    if not _NAME.match(text) or _OF_MEETING.match(text) or words.KIND.search(text):
        return False
    parts = text.split()
    is_definite = text.startswith(("Det ", "Den ")) or any(
        len(part) >= _SHORTEST_DEFINITE and _DEFINITE.search(part) for part in parts
    )
    if not (is_definite or _TOGETHER.match(text)) or any(_PLACE.search(part.casefold()) for part in parts):
        return False
    is_known = kkr_names(text) or municipality_named(text) or region_named(text) or parse_municipality(text)
    heads = field_named(text.casefold()) or participant_heading(text) or ends_list(text)
    return not (is_known or heads or words.BARE_LABEL.match(text) or words.CONTENTS.match(text))
