"""Reads the case number and initials below an item's title or at its end, in the forms that councils print them."""

import re
from dataclasses import dataclass

from meetings.parsing.structure.councils import BODY

_INITIALS = r"[A-Za-zÆØÅæøå]{2,6}(?:\s?[/,]\s?[A-Za-zÆØÅæøå]{2,6})*"
_KKR_CASE = re.compile(rf"^(?P<number>SAG-\d{{4}}-\d{{3,7}})(?:\s+(?P<initials>{_INITIALS})/?)?$")
_LABEL = re.compile(
    r"(?<![\w.-])(?:(?P<case>Sags?\s?(?:nr|nummer|id)\b\.?|Sag(?:\s+nr\b)?\.?|J\.?\s?nr\b\.?|Journal\s?(?:nr|nummer)\b\.?|"
    r"Acadre(?:\s?-?(?:sag|sagsnr|nr)\b\.?)?|ESDH(?:\s?-?(?:sag|sagsnr|nr)\b\.?)?)|"
    r"(?P<people>Init(?:ialer|\.)|Sagsbeh(?:andler|\.)|Sagsansvarlig)|"
    r"(?P<other>Dok(?:ument)?\.?\s?(?:nr|id|nummer)?\b\.?|KLE(?:-?(?:nr|emne))?\.?|Emnenr\.?|Brevid|"
    r"Sagstype|Status|Behandling))(?=[\s:]|$)\s*:?[ .]{0,3}",
    re.IGNORECASE,
)
_ACCESS = re.compile(
    r"(?:^|(?<=\s)|(?<=[(,;–-]))\(?(?:Åbent?|Lukket)(?: (?:sag|punkt|dagsorden|dagsordenspunkt|møde))?\)?$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^(?P<number>(?=[\w./-]{0,39}\d)[\w./-]{1,40}?)[.,;]?(?:\s+(?P<rest>\S.*))?$")
_PEOPLE = re.compile(rf"^{_INITIALS}/?$")
_ONLY_BODY = re.compile(rf"^{BODY}$")
_EMPTY = re.compile(r"^[\s().:,;–-]*$")
_LONGEST = 200
_AT_TITLES_END = re.compile(
    r"\s+(?:[(\[](?P<bracket>(?:Sags?nr\.?:?\s*)?(?:SAG-)?\d{2,4}[-/]\d{2,8}(?:-\d{1,8}){0,2})[)\]]|\(\s*\)|"
    r"(?P<labelled>(?:Sags?nr\.?|Sagsnummer|J\.\s?nr\.?|Acadre|SAG-\d)[\s:\w.-].{0,80}))$"
)


@dataclass(frozen=True)
class CaseReference:
    """A case as a line names it; `number` is '' and `initials` empty where the line leaves them out."""

    number: str = ""
    initials: tuple[str, ...] = ()


def parse_case_line(text: str) -> CaseReference | None:
    """The case that a line names ('Sagsnr. 299835 Åbent punkt'); None for a line of text.

    A line that only says whether the case is open ('Lukket') gives a case without number and initials.
    """
    if len(text) > _LONGEST:
        return None
    if match := _KKR_CASE.match(text.strip("()")):
        return CaseReference(match["number"], _initials_in(match["initials"] or ""))
    names_access = any(word in text.casefold() for word in ("åben", "lukket"))
    without_access = (_ACCESS.sub("", text) if names_access else text).strip(" ,;–-")
    if not without_access:
        return CaseReference() if text else None
    if not _LABEL.match(without_access):
        return None
    labels = list(_LABEL.finditer(without_access))
    found = CaseReference()
    for label, end in zip(labels, [*(label.start() for label in labels[1:]), len(without_access)], strict=True):
        named = _labelled_value(label, without_access[label.end() : end].strip(" ,;–-"))
        if named is None:
            return None
        found = CaseReference(found.number or named.number, found.initials or named.initials)
    return found


def split_case_from_title(title: str) -> tuple[str, str]:
    """A title without the case at its end, and that case as a line that `parse_case_line` reads, '' without one."""
    match = _AT_TITLES_END.search(title)
    if not match or not match.start():
        return title, ""
    case = match["labelled"] or match["bracket"] or ""
    if case and not re.match(r"(?:SAG-\d|[A-Z])", case):
        case = f"Sagsnr. {case}"
    return (title[: match.start()], case) if not case or parse_case_line(case) else (title, "")


def _labelled_value(label: re.Match[str], value: str) -> CaseReference | None:
    """The case as the value of one label says; None if the value is part of a sentence."""
    if _EMPTY.match(value) or label["other"]:
        return CaseReference() if len(value.split()) <= 4 and not value.endswith(".") else None
    if _PEOPLE.match(value):
        return CaseReference(initials=_initials_in(value)) if label["people"] or ":" in label.group() else None
    if label["people"]:
        return CaseReference() if len(value.split()) <= 5 and not value.endswith(".") else None
    match = _NUMBER.match(value)
    if not match or (label.group().strip().casefold() == "sag" and len(match["number"]) < 3):
        return None
    rest = match["rest"] or ""
    if rest and not (_PEOPLE.match(rest) or _ONLY_BODY.match(rest) or _EMPTY.match(rest)):
        return None
    return CaseReference(match["number"], _initials_in(rest) if _PEOPLE.match(rest) else ())


def _initials_in(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text))
