"""Telephone numbers are found as the numbers that they are, whatever they are called and however they are written."""

import pytest

from meetings.privacy.contact_details import ContactKind, find_contact_details
from meetings.privacy.redacting import digest_of_finding

WRITINGS = {
    "in pairs": "Tlf. 12 34 56 78",
    "in one": "telefon 12345678",
    "by four": "mobil: 1234 5678",
    "by three and two": "Direkte 123 45 678",
    "with blanks that do not break": "tlf.nr. 12\xa034\xa056\xa078",
    "with thin blanks": "tlf. 12\u200934\u200956\u202f78",
    "with dots": "Tlf.: 12.34.56.78",
    "with hyphens": "Tlf.: 12-34-56-78",
    "with the code": "+45 12 34 56 78",
    "with the code in brackets": "(+45) 1234 5678",
    "with the code in one": "+4512345678",
    "with the code as it is dialled": "0045 12345678",
    "called a number, and with the code": "Telefonnummer +45 12 34 56 78",
}
OTHERS = {
    "a sum": "tlf. 1234567890",
    "seven digits": "tlf. 123 45 67",
    "a number that nothing calls a telephone's": "Der er 12 34 56 78 i kassen",
    "another country's": "+46 12 34 56 78",
    "a day behind the word": "telefon 12.03.2024",
}


def numbers(text: str) -> list[str]:
    details = find_contact_details(text)
    return [text[one.start : one.end] for one in details if one.kind is ContactKind.TELEPHONE]


@pytest.mark.parametrize("text", WRITINGS.values(), ids=WRITINGS)
def test_the_same_number_is_found_in_every_writing(text: str) -> None:
    (found,) = numbers(f"Ring til hende på {text}, hvis det haster.")
    assert digest_of_finding(found) == digest_of_finding("12345678")


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_other_numbers_are_none(text: str) -> None:
    assert numbers(f"Skriv {text}.") == []
