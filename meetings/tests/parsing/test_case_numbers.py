"""The line below an item's title: its case number, initials, and whether it is open."""

import pytest

from meetings.parsing.structure.case_numbers import CaseReference, parse_case_line, split_case_from_title


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("SAG-2025-00417 abc/def", CaseReference("SAG-2025-00417", ("abc", "def")), id="a KKR's"),
        pytest.param("(SAG-2022-00911)", CaseReference("SAG-2022-00911"), id="in brackets"),
        pytest.param("Sagsnr. 19/3143", CaseReference("19/3143"), id="a number and a year"),
        pytest.param("Sagsnr.: 19-003143", CaseReference("19-003143"), id="with a hyphen"),
        pytest.param("Sagnr.: 1-51-71-3321-08", CaseReference("1-51-71-3321-08"), id="without the s"),
        pytest.param("Sag 306-2009-600", CaseReference("306-2009-600"), id="three numbers"),
        pytest.param("J.nr.: A09", CaseReference("A09"), id="a journal's number"),
        pytest.param("Acadre 21/44102", CaseReference("21/44102"), id="a case system's name"),
        pytest.param("SAG NR.: mie", CaseReference("", ("mie",)), id="initials in the number's place"),
        pytest.param("( )", None, id="brackets alone"),
        pytest.param("Sagsnr:", CaseReference(), id="no number"),
        pytest.param("Initialer: PIM", CaseReference("", ("PIM",)), id="initials"),
        pytest.param("Dok.nr.: 330-2018-500301", CaseReference(), id="a document's number is none of the case"),
        pytest.param("Åbent punkt", CaseReference(), id="open"),
        pytest.param("Lukket", CaseReference(), id="closed"),
        pytest.param(
            "Sagsnr.: 330-2018-3619     Dok.nr.: 330-2018-500301     Åbent",
            CaseReference("330-2018-3619"),
            id="three in a row",
        ),
        pytest.param(
            "J.nr.: 18.15 Sagsid.: 5530 Initialer: mie Åben sag", CaseReference("18.15", ("mie",)), id="four in a row"
        ),
        pytest.param(
            "Sagsnr. 299835 Kultur- og Idrætsudvalget Åbent punkt",
            CaseReference("299835"),
            id="with the committee and access",
        ),
        pytest.param("Sag 3 udgår.", None, id="a sentence"),
        pytest.param("Sagen er åben", None, id="a sentence that ends in the word"),
        pytest.param("Sag 306-2009-600 handler om broen", None, id="a sentence that begins with a number"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_case_line_is_read(line: str, expected: CaseReference | None) -> None:
    assert parse_case_line(line) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param("En bro", ("En bro", ""), id="no case"),
        pytest.param("En bro ( )", ("En bro", ""), id="an empty bracket"),
        pytest.param("En bro (2020-0184412)", ("En bro", "Sagsnr. 2020-0184412"), id="a number in brackets"),
        pytest.param("En bro   Sagsnr.: 19/3143", ("En bro", "Sagsnr.: 19/3143"), id="a labelled number"),
        pytest.param("En bro (B)", ("En bro (B)", ""), id="a letter in brackets"),
        pytest.param("Budget 2024-2027 (2. behandling)", ("Budget 2024-2027 (2. behandling)", ""), id="years"),
    ],
)
def test_a_case_may_stand_at_the_end_of_the_title(title: str, expected: tuple[str, str]) -> None:
    assert split_case_from_title(title) == expected
