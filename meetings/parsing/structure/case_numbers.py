"""Reads the case number and initials around an item's title, in the forms that case systems print them.

A number is known by its label (»Sagsnr.«, »J.nr.«, »Journalnummer«), or by its form alone where that is one of a case
system's: SBSYS (a subject number of KLE, a facet, serial number and year: `01.02.05-P16-4-21`, `02.34.02G10-0081`),
Acadre (`24/51730`), eDoc and F2 (`2023-016062`, `2023 - 4120`), and numbers in groups (`SAG-2018-00981`,
`1-30-72-117-08`). A subject's number in KLE, the municipalities' list of subjects, is told beside the case's own; it is
also the case's where the item has no other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from meetings.parsing.structure.councils import BODY, names_kind

_INITIALS = r"[A-Za-zÆØÅæøå]{2,6}(?:\s?[/,]\s?[A-Za-zÆØÅæøå]{2,6})*"
_KLE = r"\d{2}\.\d{2}(?:\.\d{2})?\.?-?[A-ZÆØÅ]\d{2}"
_YEAR = r"(?:19|20)\d{2}"
# A day or a span of years in digits is no case.
_NO_DAY = (
    rf"(?!\d{{1,2}}[-/]\d{{1,2}}[-/]\d{{4}}\b|(?:[012]?\d|3[01])-(?:0?[1-9]|1[0-2])-\d{{2}}(?![\d-])|"
    rf"{_YEAR}-\d{{1,2}}-\d{{1,2}}\b|{_YEAR}\s?[-/]\s?(?:{_YEAR}|\d{{2}})\b)"
)
# Numbers that are a case's wherever they stand.
_OWN_FORM = (
    rf"(?:{_KLE}(?:\s?[-–—−‒/]\s?\d{{1,8}}){{1,3}}|"
    r"[A-ZÆØÅ]{2,5}-\d{2,4}-\d{3,8}|[A-ZÆØÅ]{1,2}(?:19|20)\d{2}-\d{3,8}|"
    rf"{_NO_DAY}\d{{1,4}}(?:-\d{{1,8}}){{2,6}}|"
    rf"{_NO_DAY}{_YEAR}\s?-\s?\d{{5,8}}|\d{{5,8}}-{_YEAR}(?![\d-]))"
)
# Numbers that are a case's where they stand alone on a line, or behind a label.
_ALONE_FORM = (
    rf"(?:{_OWN_FORM}|[A-ZÆØÅ]{{2,5}} \d{{1,5}}/\d{{2,4}}|{_NO_DAY}(?:\d{{2}}|{_YEAR})/\d{{1,8}}|"
    rf"{_NO_DAY}{_YEAR}\s?-\s?\d{{1,8}}|\d{{2}}-\d{{5,8}})"
)
_KLE_AND_CASE = re.compile(rf"^(?P<subject>{_KLE})\s?[-–—−‒]\s?(?P<number>{_YEAR}/\d{{1,8}})$")
_ALONE = re.compile(
    rf"^(?:(?P<before>{_INITIALS})\s?/\s?)?(?P<number>{_ALONE_FORM})"
    # A document's number within the case: »2016/00018 001«.
    rf"(?:(?<=\d)\s\d{{3}})?(?:\s*[/,]?\s*(?P<after>{_INITIALS})/?)?$"
)
# A subject's number in one column, the case's in the next: »82.06.00.Ø00     10/6821«; one with a facet needs no gap.
_SUBJECT_AND_CASE = re.compile(
    rf"^(?P<subject>\d{{2}}(?:\.\d{{2}}){{1,2}}(?:[\s.-]?[A-ZÆØÅ]\d{{2}})?)(?:\s{{2,}}|(?<=[A-ZÆØÅ]\d\d)\s)(?P<number>{_ALONE_FORM})$"
)
# Letters of the committees that a case goes through, behind what says that it is open.
_WAY_OF_CASE = re.compile(r"^[A-ZÆØÅ]{2,4}(?:\s?[,/]?\s?[A-ZÆØÅ]{2,4}){0,6}$")
_LABEL = re.compile(
    r"(?<![\w.-])(?:(?P<case>Sag(?:s|ens)?[\s-]?(?:nr|nummer|id(?:ent)?)\b\.?(?:\s?\((?:ESDH|SBSYS|Acadre|eDoc)\))?|Sagsreference|Sag(?:\s+nr\b)?\.?|"
    r"J\.?[\s-]{0,2}nr\b\.?|Journal(?:[\s-]?(?:nr|nummer|id|sag)\b\.?|(?=\s?:))|(?:Ref|Arkiv)\.?[\s-]?nr\b\.?|EMN-?nr\b\.?|"
    r"Arkivsag(?:s?(?:nr|nummer)\b\.?)?|Sagsakt|(?:Vores |Vor )?ref\b\.?(?=\s?:)|"
    r"(?:Acadre|ESDH|eDoc|SBSYS|F2|WorkZone|GetOrganized)(?:\s?-?(?:sag|sagsnr|sagsid|nr|id)\b\.?)?)|"
    r"(?P<subject>(?:KLE|KL(?=-))(?:[\s/-]{0,2}(?:nr|nummer|emne|emnenr|emneplan|facet|kode|sag|journal|journalnr))?\b\.?|"
    r"Emne[\s-]?nr\b\.?|Emneplan)|"
    r"(?P<people>(?:Sags)?init(?:ialer|\.)|(?:Øvrige )?sagsbeh(?:andlere?|\.)|Sagsansvarlig|"
    r"(?:Ansvarlig|Forfatter)(?=\s?:))|"
    r"(?P<other>Dok(?:ument)?\.?[\s-]?(?:nr|id|nummer)?\b\.?|Brev-?id|Akt-?(?:id|nr)\.?|"
    r"Sagstype|Sagen afgøres i|Afgøres i|Afdeling|Forvaltning|Status|Behandl(?:ing|es)))(?=[\s:]|$)\s*:?[ .]{0,3}",
    re.IGNORECASE,
)
# A subject's number behind its label: main group, group and subject, with a facet or without.
_SUBJECT = re.compile(r"^\d{2}(?:\.\d{2}){1,2}(?:[\s.-]?[A-ZÆØÅ]\d{2})?$")
# What stands between two labels of a line.
_BETWEEN = " ,;|/–-"
_ACCESS_WORDS = r"\(?(?:Åbent?|Lukket)(?: (?:sag|punkt|dagsorden|dagsordenspunkt|møde))?\)?"
_ACCESS = re.compile(rf"(?:^|(?<=\s)|(?<=[(,;–-])){_ACCESS_WORDS}$", re.IGNORECASE)
_ACCESS_FIRST = re.compile(rf"^{_ACCESS_WORDS}(?:\s*[-–|:,]\s*|\s+)(?=\S)", re.IGNORECASE)
_NUMBER = re.compile(
    rf"^(?P<number>{_ALONE_FORM}(?=[\s.,;]|$)|(?=[\w./-]{{0,39}}\d)[\w./-]{{1,40}}?)[.,;]?(?:\s+(?P<rest>\S.*))?$"
)
_PEOPLE = re.compile(rf"^{_INITIALS}/?$")
_ONLY_BODY = re.compile(rf"^{BODY}$")
_BODY_FIRST = re.compile(rf"^{BODY}\s+(?=\S)")
# A number in the register of a secretariat, before that of the case: »TMU 6/2006  J.nr. 01118.0007/05«.
_REGISTER_FIRST = re.compile(r"^[A-ZÆØÅ]{2,5}\s+\d{1,5}/\d{2,4}\s+(?=\S)")
_EMPTY = re.compile(r"^[\s().:,;–-]*$")
_FIGURE = re.compile(r"\d")
_LONGEST = 200
# Words that may name the subject behind its number.
_MOST_WORDS_OF_SUBJECT = 6
_AT_TITLES_END = re.compile(
    r"\s+(?:[(\[](?P<bracket>(?:Sags?(?:\s?nr)?\.?:?\s*)?(?:[A-ZÆØÅ]{2,5}-)?\d{2,4}[-/]\d{2,8}(?:-\d{1,8}){0,2})[)\]]|"
    rf"\(\s*\)|(?:[-–]\s+)?(?P<own>{_KLE} (?:\d{{2}}|{_YEAR})/\d{{1,8}}|{_OWN_FORM}|"
    r"(?<!\d )\d{2}/(?!(?:19|20)\d{2}$)\d{4,6}))$"
)
# A title that begins with its case: »J.nr. 329 Svar til ministeriet«, »BR 366/07. Forslag om …«.
_AT_TITLES_START = re.compile(
    r"^(?P<case>(?:(?:Sags[\s-]?(?:nr|nummer|id)\b\.?|J\.?\s?nr\b\.?|Journal[\s-]?(?:nr|nummer)\b\.?)\s*:?\s*)"
    rf"(?:{_ALONE_FORM}|\d[\w./-]{{0,30}}?)|{_OWN_FORM}|[A-ZÆØÅ]{{2,5}} \d{{1,5}}/\d{{2,4}}|{_NO_DAY}\d{{2}}/\d{{3,8}})"
    r"(?:[.:,]?\s+(?:[-–]\s+)?)(?=[^\W\d_a-zæøå]|[»”\"(])"
)


@dataclass(frozen=True)
class CaseReference:
    """A case as a line names it; `number` is '' and `initials` empty where the line leaves them out.

    `subject` is the number in KLE of what the case is about, '' where it is not told apart from the case's own.
    """

    number: str = ""
    initials: tuple[str, ...] = ()
    subject: str = ""

    def with_both_numbers(self) -> CaseReference:
        """The same case; one that has no number but its subject's, by whichever label, has it as both."""
        number = self.number or self.subject
        return replace(self, number=number, subject=self.subject or (number if _SUBJECT.match(number) else ""))

    def joined_with(self, other: CaseReference) -> CaseReference:
        """What both tell of one case; where they differ, what this one tells.

        Of two numbers one of which is a subject's (»J.nr. 27.18.02 Sagsid. 25/00412«) the other is the case's.
        """
        one, another = self, other
        if one.number and another.number:
            one, another = _subject_apart(one, another), _subject_apart(another, one)
        return CaseReference(
            one.number or another.number, one.initials or another.initials, one.subject or another.subject
        )


def parse_case_line(text: str) -> CaseReference | None:
    """The case that a line names ('Sagsnr. 299835 Åbent punkt'); None for a line of text.

    A line that only says whether the case is open ('Lukket') gives a case without number and initials.
    """
    return _case_of_line(text) if 0 < len(text) <= _LONGEST else None


# Every step that looks for where a title or a text ends asks about the same lines.
@lru_cache(maxsize=5_000)
def _case_of_line(text: str) -> CaseReference | None:
    plain = _without_access(text)
    if not plain:
        return CaseReference()
    has_figure = _FIGURE.search(plain) is not None
    if alone := has_figure and _ALONE.match(plain.strip("()").removesuffix(".")):
        initials = _initials_in(alone["before"] or "") or _initials_in(alone["after"] or "")
        return replace(_with_subject_apart(alone["number"]), initials=initials)
    if both := has_figure and _SUBJECT_AND_CASE.match(plain):
        return CaseReference(both["number"], subject=both["subject"])
    if (access := _ACCESS_FIRST.match(plain)) and _WAY_OF_CASE.match(plain[access.end() :]):
        return CaseReference()
    if names_kind(plain) and (body := _BODY_FIRST.match(plain)) and _LABEL.match(plain, body.end()):
        plain = plain[body.end() :]
    if has_figure and (register := _REGISTER_FIRST.match(plain)) and _LABEL.match(plain, register.end()):
        plain = plain[register.end() :]
    if not _LABEL.match(plain):
        return None
    labels = list(_LABEL.finditer(plain))
    found = CaseReference()
    for label, end in zip(labels, [*(label.start() for label in labels[1:]), len(plain)], strict=True):
        named = _labelled_value(label, plain[label.end() : end].strip(_BETWEEN))
        if named is None:
            return None
        found = found.joined_with(named)
    return found


def _subject_apart(case: CaseReference, beside: CaseReference) -> CaseReference:
    """A case whose number is only its subject's, beside one with a number of its own, as one without a number."""
    subject = _SUBJECT.match(case.number)
    # A number of a group alone (»18.15«) may be any register's, as one of figures alone may.
    is_surely_one = subject and not (len(case.number) == len("18.15") and beside.number.isdigit())
    if not is_surely_one or _SUBJECT.match(beside.number):
        return case
    return replace(case, number="", subject=case.subject or case.number)


def is_labelled_case(text: str) -> bool:
    """Whether a line says no more than a case's number behind a label and a colon: »JOURNALNUMMER: 09009112«."""
    label = _LABEL.match(text)
    case = parse_case_line(text) if label and label["case"] and ":" in label.group() else None
    return case is not None and bool(case.number)


def is_label_of_case(text: str) -> bool:
    """Whether a line is the label of a case's number and nothing else: »JOURNALNUMMER«."""
    label = _LABEL.match(text)
    return label is not None and label["case"] is not None and label.end() == len(text)


def split_case_from_title(title: str) -> tuple[str, str]:
    """A title without the case at its end or start, and that case as a line that `parse_case_line` reads.

    The case is '' where the title has none.
    """
    for label in _LABEL.finditer(title):
        case = title[label.start() :].rstrip(")")
        told = (parse_case_line(case) or CaseReference()) if label["case"] or label["subject"] else CaseReference()
        if label.start() and (told.number or told.subject):
            return title[: label.start()].rstrip(" ,;–-("), case
    match = _AT_TITLES_END.search(title)
    if match and match.start():
        bracket = match["bracket"] or ""
        labelled = bracket if not bracket or re.match(r"[A-ZÆØÅ]", bracket) else f"Sagsnr. {bracket}"
        case = match["own"] or labelled
        if not case or parse_case_line(case):
            return title[: match.start()], case
    if (match := _AT_TITLES_START.match(title)) and parse_case_line(match["case"]):
        return title[match.end() :], match["case"]
    return title, ""


def _without_access(text: str) -> str:
    """A line without the words at its end or start that say whether the case is open."""
    small = text.casefold()
    if "åben" not in small and "lukket" not in small:
        return text.strip(" ,;/–-")
    at_end = _ACCESS.sub("", text).strip(" ,;/–-")
    without = _ACCESS_FIRST.sub("", at_end)
    return without if _LABEL.match(without) or _ALONE.match(without) else at_end


def _with_subject_apart(number: str) -> CaseReference:
    """A case's own number, and the one of KLE that may stand before it: `02.11G00 - 2021/30417`."""
    match = _KLE_AND_CASE.match(number)
    return CaseReference(match["number"], subject=match["subject"]) if match else CaseReference(number)


def _labelled_value(label: re.Match[str], value: str) -> CaseReference | None:
    """The case as the value of one label says; None if the value is part of a sentence."""
    if _EMPTY.match(value):
        # The word alone, in small letters and without a colon, is one of a text.
        is_label = not (label.group().strip().isalpha() and label.group().islower())
        return CaseReference() if is_label else None
    if label["subject"] and (found := _labelled_subject(value)):
        return found
    if label["other"] or label["subject"]:
        is_value = ":" in label.group() or any(sign.isdigit() for sign in value)
        # »KLE 27« may be anything's name; a number of KLE has its parts behind stops.
        is_value = is_value and not (label["subject"] and label.group().strip().isalpha() and value.isdigit())
        return CaseReference() if is_value and len(value.split()) <= 4 and not value.endswith(".") else None
    if _PEOPLE.match(value):
        return CaseReference(initials=_initials_in(value)) if label["people"] or ":" in label.group() else None
    if label["people"]:
        return CaseReference() if len(value.split()) <= 5 and not value.endswith(".") else None
    if _SUBJECT.match(value):
        return CaseReference(value)
    match = _NUMBER.match(value)
    if not match or (label.group().strip().casefold() == "sag" and len(match["number"]) < 3):
        return None
    rest = (match["rest"] or "").strip(" /,–-")
    if rest and not (_PEOPLE.match(rest) or _ONLY_BODY.match(rest) or _EMPTY.match(rest)):
        return None
    return replace(_with_subject_apart(match["number"]), initials=_initials_in(rest) if _PEOPLE.match(rest) else ())


def _labelled_subject(value: str) -> CaseReference | None:
    """What stands behind a label of KLE: a case's whole number, or a subject's; None if it is part of a sentence."""
    if whole := re.fullmatch(_OWN_FORM, value):
        return CaseReference(whole.group())
    number, _, words = value.partition(" ")
    if _SUBJECT.match(value):
        return CaseReference(subject=value)
    is_named = len(words.split()) <= _MOST_WORDS_OF_SUBJECT and not words.endswith(".")
    return CaseReference(subject=number) if _SUBJECT.match(number) and is_named else None


def _initials_in(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text))
