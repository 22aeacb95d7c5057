"""Addresses, telephone numbers and accounts in a text that may be a private person's.

Datatilsynet's word on archives on the web: e-mail addresses and telephone numbers of private persons do not belong
there. An authority's own stand in its letterhead: on a cover or at the edge of every page.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class ContactKind(StrEnum):
    """What a detail is."""

    EMAIL = "email"
    TELEPHONE = "telephone"
    ACCOUNT = "account"
    HOME_ADDRESS = "home_address"


@dataclass(frozen=True)
class ContactDetail:
    """A detail, from `start` to `end` of the text, without what it is called there and without a country's code."""

    kind: ContactKind
    start: int
    end: int


# A local part has at most 64 characters (RFC 5321). It is looked for from its beginning alone: long lines cost little.
_EMAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]{1,64}@(?:[\w-]+\.)+[a-zæøå]{2,}", re.IGNORECASE)
# Local parts by which an office is reached, and no person.
_OFFICE = re.compile(
    r"(?:post|mail|info|kontakt|sekretariat\w*|kommune\w*|raadhus\w*|borger\w*|digital\w*|hovedpost\w*|kkr\w*|presse\w*|"
    r"udvalg\w*|byraad\w*|kultur\w*|teknik\w*|job\w*|kl|regionen?\w*)",
    re.IGNORECASE,
)
_TELEPHONE_LABEL = r"(?:tlf|tel|telefon\w*|mobil\w*|direkte|fax)"
_BLANK = r"[ \t\xa0\u2000-\u200b\u202f]"
# Eight digits with blanks in any place, or two by two with dots or hyphens.
_EIGHT_DIGITS = rf"\d(?:{_BLANK}?\d){{7}}|\d{{2}}(?:[.\u2010\u2011-]\d{{2}}){{3}}"
_TELEPHONE = re.compile(
    rf"(?:{_TELEPHONE_LABEL}[\s.:]*(?:nr\.?\s*)?(?:\(?(?:\+|00)45\)?\s*)?|(?:\+|00)45\)?{_BLANK}?)"
    rf"(?P<number>{_EIGHT_DIGITS})"
    r"(?![\d.,]?\d)",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"\bDK\d{2}(?:[ \xa0]?\d{4}){3}[ \xa0]?\d{2}\b|"
    r"\b(?:reg(?:istrerings)?\.?\s*(?:nr\.?|nummer)?[\s:.]*\d{4}\b[\s,/;-]*)?"
    r"konto(?:nummer|nr)?\.?[\s:.]*(?:\d{4}[ -])?\d{6,10}\b|"
    r"\bNemKonto\b[\s:.]*\d{4}[ -]\d{6,10}\b",
    re.IGNORECASE,
)
# »Ahornvej 12, 2. tv., 9400 Nørresundby«: a road's name, a number, and a postal code with its town.
_HOME_ADDRESS = re.compile(
    r"\b(?:[A-ZÆØÅ][\wæøå.'-]*[ \xa0]){0,4}[A-ZÆØÅ][\wæøå.'-]*[ \xa0]\d{1,3}[ \xa0]?[A-Za-z]?"
    r"(?:,[ \xa0]*(?:st|kl|\d{1,2})\.?[ \xa0]*(?:th|tv|mf|\d{1,4})?\.?)?,?\s+(?:DK-)?\d{4}[ \xa0]+[A-ZÆØÅ][\wæøå]+"
)
# What a place of meeting or an office is called: an address behind it is nobody's home.
_PUBLIC_PLACE = re.compile(
    r"(?:rådhus\w*|kommune\w*|region\w*|skole\w*|hotel\w*|center\w*|bibliotek\w*|kultur\w*|museum|museet|kirke\w*|hal(?:len)?|"
    r"forsyning\w*|a/s|aps|fonden?|forening\w*|mødested\w*|sted|lokale\w*|kontor\w*|matr\w*|lokalplan\w*|grund\w*|ejendom\w*|"
    r"byggeri\w*|projekt\w*|plan\w*|station\w*|havn\w*|plejehjem\w*|børnehave\w*|vuggestue\w*|adresse[nr]*)\W",
    re.IGNORECASE,
)
# In characters before an address.
_NEAR = 60


def find_contact_details(text: str) -> Iterator[ContactDetail]:
    """The details in the text, by kind and then in reading order; an office's own e-mail address is none."""
    for match in _EMAIL.finditer(text):
        if not _OFFICE.fullmatch(match.group().split("@")[0]):
            yield ContactDetail(ContactKind.EMAIL, match.start(), match.end())
    for match in _TELEPHONE.finditer(text):
        yield ContactDetail(ContactKind.TELEPHONE, match.start("number"), match.end("number"))
    for match in _ACCOUNT.finditer(text):
        yield ContactDetail(ContactKind.ACCOUNT, match.start(), match.end())
    for match in _HOME_ADDRESS.finditer(text):
        if not _PUBLIC_PLACE.search(text[max(0, match.start() - _NEAR) : match.start()] + " "):
            yield ContactDetail(ContactKind.HOME_ADDRESS, match.start(), match.end())
