"""CPR numbers in every way of writing them, and numbers that look like them; all are made as the tests run."""

import random
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.privacy.personal_numbers import Verdict, find_personal_numbers, is_birth_date, passes_modulus_11
from meetings.privacy.scan import scan_document

TODAY = date(2026, 11, 30)
random_numbers = random.Random(20261130)


def make_number(source: random.Random, *, passes: bool) -> str:
    """Ten digits with a valid birth date that pass modulus 11, or do not."""
    while True:
        born = date(1900, 1, 1) + timedelta(days=source.randrange((date(2026, 1, 1) - date(1900, 1, 1)).days))
        century = source.choice("0123" if born.year < 2000 else "4567")
        digits = f"{born:%d%m%y}{century}{source.randrange(1000):03}"
        if is_birth_date(digits, TODAY) and passes_modulus_11(digits) == passes:
            return digits


def found(text: str) -> list[tuple[str, str]]:
    """The digits and the verdict of each number that is found."""
    return [(number.digits, number.verdict.value) for number in find_personal_numbers(text, TODAY)]


def held(text: str) -> list[str]:
    return [digits for digits, verdict in found(text) if verdict == Verdict.HELD]


WRITINGS: dict[str, Callable[[str], str]] = {
    "with a hyphen": lambda n: f"{n[:6]}-{n[6:]}",
    "with a hyphen and blanks": lambda n: f"{n[:6]} - {n[6:]}",
    "with a dash": lambda n: f"{n[:6]}–{n[6:]}",
    "with a hyphen that does not break": lambda n: f"{n[:6]}‑{n[6:]}",
    "the date in pairs": lambda n: f"{n[:2]} {n[2:4]} {n[4:6]}-{n[6:]}",
    "the date with dots": lambda n: f"{n[:2]}.{n[2:4]}.{n[4:6]}-{n[6:]}",
    "broken at the hyphen": lambda n: f"{n[:6]}-\n{n[6:]}",
    "broken before the hyphen": lambda n: f"{n[:6]}\n-{n[6:]}",
    "broken within the date": lambda n: f"{n[:4]}\n{n[4:6]}-{n[6:]}",
    "broken within the last four": lambda n: f"{n[:6]}-{n[6:8]}\n{n[8:]}",
    "broken over two pages": lambda n: f"{n[:6]}-\f{n[6:]}",
    "the date in pairs with blanks that do not break": lambda n: f"{n[:2]}\xa0{n[2:4]}\xa0{n[4:6]}-{n[6:]}",
    "the date with slashes": lambda n: f"{n[:2]}/{n[2:4]}/{n[4:6]}-{n[6:]}",
    "the date with dots and blanks": lambda n: f"{n[:2]}. {n[2:4]}. {n[4:6]} - {n[6:]}",
    "with thin blanks": lambda n: f"{n[:6]}\u2009-\u2009{n[6:]}",
    "with Unicode's hyphen": lambda n: f"{n[:6]}\u2010{n[6:]}",
    "with a minus": lambda n: f"{n[:6]}\u2212{n[6:]}",
    "with a long dash": lambda n: f"{n[:6]}\u2014{n[6:]}",
    "with a hyphen of full width": lambda n: f"{n[:6]}\uff0d{n[6:]}",
    "with a small hyphen": lambda n: f"{n[:6]}\ufe63{n[6:]}",
    "with a soft hyphen": lambda n: f"{n[:6]}\xad{n[6:]}",
    "with a blank of no width": lambda n: f"{n[:6]}\u200b-{n[6:]}",
    "with a mark that joins words": lambda n: f"{n[:6]}-\u2060{n[6:]}",
    "with a byte order mark": lambda n: f"{n[:3]}\ufeff{n[3:6]}-{n[6:]}",
    "with a mark of the direction of writing": lambda n: f"\u200e{n[:6]}-{n[6:]}\u200e",
    "broken before an indented line": lambda n: f"{n[:6]}-\n        {n[6:]}",
    "broken at the hyphen and a soft one": lambda n: f"{n[:6]}-\xad\n{n[6:]}",
    "broken by Windows": lambda n: f"{n[:6]}-\r\n{n[6:]}",
    "in a table of bars": lambda n: f"| Ane Holk | {n[:6]}-{n[6:]} |",
    "in a table of tabs": lambda n: f"Ane Holk\t{n[:6]}-{n[6:]}\tAalborg",
    "before letters": lambda n: f"{n[:6]}-{n[6:]}AB",
    "within brackets": lambda n: f"({n[:6]}-{n[6:]})",
    "at the end of a sentence": lambda n: f"Det gælder {n[:6]}-{n[6:]}.",
    "in the name of a file": lambda n: f"referat_{n[:6]}-{n[6:]}.pdf",
    "right after a word": lambda n: f"Notat{n[:6]}-{n[6:]}",
    "as the digits of a list": lambda n: f"3 {n[:6]}-{n[6:]}",
}
WITHOUT_HYPHEN: dict[str, Callable[[str], str]] = {
    "in one": lambda n: n,
    "with a blank": lambda n: f"{n[:6]} {n[6:]}",
    "with a blank that does not break": lambda n: f"{n[:6]}\xa0{n[6:]}",
    "in pairs": lambda n: f"{n[:2]} {n[2:4]} {n[4:6]} {n[6:]}",
    "broken in the middle": lambda n: f"{n[:6]}\n{n[6:]}",
    "in the name of a file": lambda n: f"notat_{n}.docx",
}
PERSONAL = [
    *("CPR-nr. {}", "cpr: {}", "Cprnr {}", "personnummer {}", "født {}", "CPR {}", "(cpr-nummer {})", "f. {}"),
    *("Borgeren Ane Holk, {}, har søgt.", "barnet {} er visiteret", "Navn Fødselsdag\nAne  {}", "{} (cpr)"),
    "Fakturaen er sendt til borgeren med cpr {}",
]
NUMBERS_WITH_CHECK = [make_number(random_numbers, passes=True) for _ in range(200)]
NUMBERS_WITHOUT_CHECK = [make_number(random_numbers, passes=False) for _ in range(200)]
NUMBERS = NUMBERS_WITH_CHECK[:40] + NUMBERS_WITHOUT_CHECK[:40]


@pytest.mark.parametrize("writing", WRITINGS)
def test_held_with_a_hyphen_whether_the_check_passes_or_not(writing: str) -> None:
    numbers = NUMBERS_WITH_CHECK + NUMBERS_WITHOUT_CHECK
    assert [n for n in numbers if held(f"Sagen blev drøftet.\n{WRITINGS[writing](n)}\nMødet sluttede.") != [n]] == []


@pytest.mark.parametrize("writing", WITHOUT_HYPHEN)
def test_held_without_a_hyphen_where_the_check_passes(writing: str) -> None:
    write = WITHOUT_HYPHEN[writing]
    assert [n for n in NUMBERS_WITH_CHECK if held(f"Drøftet. {write(n)} Udsat.") != [n]] == []
    suspected = {verdict for n in NUMBERS_WITHOUT_CHECK for _, verdict in found(f"Drøftet. {write(n)} Udsat.")}
    assert suspected == {"suspected"}


@pytest.mark.parametrize("context", PERSONAL)
@pytest.mark.parametrize("writing", WITHOUT_HYPHEN)
def test_held_where_it_is_called_a_persons(context: str, writing: str) -> None:
    write = WITHOUT_HYPHEN[writing]
    assert [n for n in NUMBERS_WITHOUT_CHECK if held(context.format(write(n))) != [n]] == []


# Labels that mean something else than a person, as invoices, case systems and registers write them.
IMPERSONAL = [
    *("Faktura {}", "fakturanr. {}", "Fakturanummer: {}", "Fakturaen med nummer {}", "fakturaerne {} og {}"),
    *("Sagsnr. {}", "sag {}", "Sags-ID: {}", "J.nr. {}", "Journalnummer {}", "Dok.nr.: {}", "Acadre {}", "Dokument {}"),
    *("Konto {}", "kontonr. {}", "Reg.nr. 1234 konto {}", "IBAN {}", "betalings-id {}", "Ordrenummer {}", "ordre {}"),
    *("P-nr. {}", "P-nummer: {}", "produktionsenhed {}", "CVR {}", "EAN-nr. {}", "matrikel {}", "ejendomsnummer {}"),
    *("Projektnr. {}", "varenummer {}", "kundenr. {}", "Aftale nr. {}", "ISBN {}", "DGU-nr. {}", "målernr. {}"),
    *("Fakturanr.  Beløb\n{}  12,50", "Ref.: {}", "ID {}", "{} (sagsnr.)", "https://proeve.dk/sag/{}"),
]


def test_not_held_where_it_is_called_something_else() -> None:
    """1,000 look-alikes and more, with and without a hyphen: at most one in 1,000 may be held by mistake."""
    texts = [
        context.format(*[write] * context.count("{}"))
        for context in IMPERSONAL
        for n in [*NUMBERS_WITH_CHECK[:15], *NUMBERS_WITHOUT_CHECK[:15]]
        for write in (n, f"{n[:6]}-{n[6:]}")
    ]
    wrong = [text for text in texts if held(f"Der blev orienteret om driften.\n{text}\nTaget til efterretning.")]
    assert len(texts) > 1000
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("3213991234", "no such day"),
        ("3002901234", "no 30 February"),
        ("290201-1234", "1901 was no leap year"),
        ("5790001234567", "thirteen digits"),
        ("24/0101901234", "the end of a case number"),
        ("0101901234/24", "the beginning of one"),
        ("12.03.24-31.12.25", "two days"),
        ("01.01.23 - 31.12.23", "a period"),
        ("010190-1234-5", "longer, with hyphens"),
        ("1.010.190.1234", "a figure with dots"),
        ("54.30.00-P19-1-23", "a number by KLE"),
        ("02.34.02G10-0081", "a case number with letters"),
        ("tlf. 12 34 56 78", "eight digits"),
        ("010130-5123", "born in 2030"),
    ],
)
def test_not_even_suspected(text: str, word: str) -> None:
    assert found(text) == [], word


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Mødet den 12.03.24 1630 i kantinen", "suspected"),
        ("I sagen 290380-1234 er der", "suspected"),
        ("I sagen har 290380-1234 søgt om hjælp", "held"),
        ("Fakturanr. 0101901234 for borgeren 290380-1234", "held"),
    ],
)
def test_the_nearest_word_decides(text: str, verdict: str) -> None:
    assert found(text)[-1][1] == verdict


def test_digits_of_full_width_are_digits() -> None:
    wide = [f"{n[:6]}-{n[6:]}".translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)}) for n in NUMBERS]
    assert [held(f"Drøftet. {one} Udsat.") for one in wide] == [[number] for number in NUMBERS]


@pytest.mark.parametrize("writing", [*WRITINGS, *WITHOUT_HYPHEN])
def test_held_in_a_files_name_and_in_what_the_file_says_of_itself(writing: str) -> None:
    write = {**WRITINGS, **WITHOUT_HYPHEN}[writing]
    for number in NUMBERS_WITH_CHECK[:20]:
        found = scan_document(
            ["Intet."], name=f"notat om {write(number)}", properties={"Title": write(number)}, today=TODAY
        )
        assert [(one.is_held, one.page, one.place) for one in found] == [
            (True, 0, "filens navn"),
            (True, 0, "filens egenskab »Title«"),
        ]


def test_the_place_behind_marks_that_nobody_sees_is_that_of_the_digits() -> None:
    text = "\u200bNavn:\u200b\u2060 Ane, cpr 01\u200b01\ufeff90-1234\u200b (bopæl)"
    (number,) = find_personal_numbers(text, TODAY)
    assert text[number.start : number.end] == "01\u200b01\ufeff90-1234"


def test_the_place_is_that_of_the_digits() -> None:
    text = "Navn: Ane Holk, cpr 010190-\n1234 (bopæl)"
    (number,) = find_personal_numbers(text, TODAY)
    assert text[number.start : number.end] == "010190-\n1234"


@given(st.text(alphabet="0123456789 -./\n\fcpr–", max_size=80))
def test_what_is_found_has_ten_digits_and_a_birth_date(text: str) -> None:
    for number in find_personal_numbers(text, TODAY):
        assert len(number.digits) == 10
        assert is_birth_date(number.digits, TODAY)
        assert "".join(sign for sign in text[number.start : number.end] if sign.isdecimal()) == number.digits
