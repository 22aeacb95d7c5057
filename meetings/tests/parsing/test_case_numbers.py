"""The line below an item's title: its case number, initials, and whether it is open."""

import pytest

from meetings.parsing.structure.case_numbers import CaseReference, parse_case_line, split_case_from_title
from meetings.tests.papers import parsed


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("SAG-2025-00417 abc/def", CaseReference("SAG-2025-00417", ("abc", "def")), id="a KKR's"),
        pytest.param("(SAG-2022-00911)", CaseReference("SAG-2022-00911"), id="in brackets"),
        pytest.param("Sagsnr. 19/3143", CaseReference("19/3143"), id="a number and a year"),
        pytest.param("Acadre 25/31178 / kla", CaseReference("25/31178", ("kla",)), id="a stroke before initials"),
        pytest.param("Sagsident: 24/18331 - Sagsbehandler: Ane Juul", CaseReference("24/18331"), id="an ident"),
        pytest.param("02.11G00 – 2021/30417", CaseReference("2021/30417", subject="02.11G00"), id="a long dash"),
        pytest.param("82.01.00G10-0042 / Åbent", CaseReference("82.01.00G10-0042"), id="open behind a stroke"),
        pytest.param("Sagsnr 25/14410 Behandles: åben", CaseReference("25/14410"), id="how it is heard"),
        pytest.param("25-003318", CaseReference("25-003318"), id="a short year with a hyphen"),
        pytest.param("S2025-8812", CaseReference("S2025-8812"), id="a letter before the year"),
        pytest.param("Sagsnr.: 19-003143", CaseReference("19-003143"), id="with a hyphen"),
        pytest.param("Sagnr.: 1-51-71-3321-08", CaseReference("1-51-71-3321-08"), id="without the s"),
        pytest.param("Sag 306-2009-600", CaseReference("306-2009-600"), id="three numbers"),
        pytest.param("J.nr.: A09", CaseReference("A09"), id="a journal's number"),
        pytest.param(
            "TMU   6/2026  J.nr. 01118.0007/05", CaseReference("01118.0007/05"), id="a register's number first"
        ),
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
        pytest.param("Sagsid.: 24/51730, Sagsinitialer: qrs", CaseReference("24/51730", ("qrs",)), id="two labels"),
        pytest.param("Sags ID: EMN-2019-00123", CaseReference("EMN-2019-00123"), id="letters and groups"),
        pytest.param("Sagsnr.: 2023 - 4120", CaseReference("2023 - 4120"), id="blanks around the hyphen"),
        pytest.param("Journalnummer: 09009112", CaseReference("09009112"), id="a journal number"),
        pytest.param("Sagsnr. 25/8800 - Åben sag", CaseReference("25/8800"), id="access behind a dash"),
        pytest.param("Åben sag      Sagsnr.: 15/24040", CaseReference("15/24040"), id="access first"),
        pytest.param("Børneudvalget Brevid: 7310442", CaseReference(), id="a letter's number is none of the case"),
        pytest.param("DIKEOL / 08/3208      ÅBEN SAG", CaseReference("08/3208", ("DIKEOL",)), id="initials first"),
        pytest.param(
            "82.06.00.Ø00                     10/6821",
            CaseReference("10/6821", subject="82.06.00.Ø00"),
            id="a subject's in one column, the case's in the next",
        ),
        pytest.param(
            "82.06.00.Ø00 10/6821", CaseReference("10/6821", subject="82.06.00.Ø00"), id="with a facet, without a gap"
        ),
        pytest.param("018520-2013", CaseReference("018520-2013"), id="a number before its year"),
        pytest.param("2016/00018 001", CaseReference("2016/00018"), id="a document's number within the case behind it"),
        pytest.param("Åben sag                 HU KB", CaseReference(), id="the committees that it goes through"),
        pytest.param("2025-18330.", CaseReference("2025-18330"), id="alone, with a stop behind it"),
        pytest.param("Sag 3 udgår.", None, id="a sentence"),
        pytest.param("Status på planen", None, id="a title that begins with a label's word"),
        pytest.param("Ansvarlig ledelse i skolen", None, id="a title that begins with another"),
        pytest.param("Referencen er kendt", None, id="a word that begins with a label"),
        pytest.param("Journal over fugle", None, id="a journal that is none of cases"),
        pytest.param("KLE: Broer og veje", CaseReference(), id="a subject in words"),
        pytest.param("Kl. 13.30", None, id="an hour"),
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
        pytest.param("En bro - S2025-8812", ("En bro", "S2025-8812"), id="a letter before the year"),
        pytest.param("En bro [Sag 25/331]", ("En bro", "Sag 25/331"), id="a label in a bracket"),
        pytest.param("En bro (2020-0184412)", ("En bro", "Sagsnr. 2020-0184412"), id="a number in brackets"),
        pytest.param("En bro   Sagsnr.: 19/3143", ("En bro", "Sagsnr.: 19/3143"), id="a labelled number"),
        pytest.param("En bro (B)", ("En bro (B)", ""), id="a letter in brackets"),
        pytest.param("En bro 02.34.02G10-0081", ("En bro", "02.34.02G10-0081"), id="a number by its form"),
        pytest.param(
            "En bro Sagsid.: 24/517, Sagsinitialer: qrs",
            ("En bro", "Sagsid.: 24/517, Sagsinitialer: qrs"),
            id="two labels",
        ),
        pytest.param("J.nr. 329 Svar om broen", ("Svar om broen", "J.nr. 329"), id="a label first"),
        pytest.param("BR 388/07. Forslag om broen", ("Forslag om broen", "BR 388/07"), id="a number first"),
        pytest.param("21/30417 - En bro", ("En bro", "21/30417"), id="a number and a dash first"),
        pytest.param("LUKKET SAG: Køb", ("LUKKET SAG: Køb", ""), id="a word behind a label"),
        pytest.param("En bro 18/7113", ("En bro", "18/7113"), id="a year and a number"),
        pytest.param("En bro 05.01.02.P20 18/7113", ("En bro", "05.01.02.P20 18/7113"), id="a subject before it"),
        pytest.param("En bro - 09/39368", ("En bro", "09/39368"), id="a year and a number behind a dash"),
        pytest.param("Skoleåret 19/2020", ("Skoleåret 19/2020", ""), id="a short year and a whole one"),
        pytest.param("Sæson 18/19", ("Sæson 18/19", ""), id="two short years"),
        pytest.param("Budget 2024-2027", ("Budget 2024-2027", ""), id="a span of years"),
        pytest.param("Regnskab 2024/25", ("Regnskab 2024/25", ""), id="half a year each"),
        pytest.param("Referat af mødet 08-03-2021", ("Referat af mødet 08-03-2021", ""), id="a day in digits"),
        pytest.param("1/2 stilling til havnen", ("1/2 stilling til havnen", ""), id="a half"),
        pytest.param("Budget 2024-2027 (2. behandling)", ("Budget 2024-2027 (2. behandling)", ""), id="years"),
    ],
)
def test_a_case_may_stand_at_the_end_of_the_title(title: str, expected: tuple[str, str]) -> None:
    assert split_case_from_title(title) == expected


# Numbers as each case system writes them, alone on the line below a title.
WRITTEN = [
    pytest.param("01.02.05-P16-4-21", id="SBSYS: subject, facet, serial number, year"),
    pytest.param("02.34.02G10-0081", id="SBSYS: without hyphens"),
    pytest.param("00.01.00.A10-0001/2017", id="SBSYS: the year behind a stroke"),
    pytest.param("13.06.04-Ø54-1-23", id="SBSYS: a facet in a Danish letter"),
    pytest.param("24/51730", id="Acadre"),
    pytest.param("2021/30417", id="Acadre: the whole year"),
    pytest.param("2023-016062", id="eDoc"),
    pytest.param("2023 - 4120", id="F2"),
    pytest.param("SAG-2018-00981", id="a KKR's"),
    pytest.param("EMN-2019-00123", id="Prepare"),
    pytest.param("1-30-72-117-08", id="a region's"),
    pytest.param("417-2023-5208", id="a municipality's number first"),
    pytest.param("BR 366/07", id="a council's letters first"),
]
LABELS = ["", "Sagsnr.: ", "Sagsnr. ", "SAGSNR.: ", "Sagsid.: ", "Sagsnummer: ", "J.nr.: ", "Journalnummer: "]
# How secretariats write the labels of a case's number, of a document's and of a subject's.
OF_A_CASE = [
    *("Sagsnr", "Sagsnr.", "Sags nr.", "Sags-nr.", "Sag nr.", "Sagnr.", "Sagsnummer", "SAGSNR.", "Sagens nr."),
    *("Sagsid", "Sagsid.", "Sags id", "Sags-id", "Sags-ID", "Sags-id.", "SagsID", "Sag-id", "Sagens nummer"),
    *("J.nr.", "J.nr", "J. nr.", "J.-nr.", "J-nr.", "Jnr.", "j.nr.", "JNR", "Journalnr", "Journalnr.", "Journal nr."),
    *("Journal-nr.", "JOURNALNR.", "Journalnummer", "Journal-id", "Arkivnr.", "Ref.nr.", "Sagsreference"),
    *("ESDH-sag", "ESDH-sagsnr.", "Acadre sagsnr.", "SBSYS-sag", "SBSYS sagsid", "eDoc-nr.", "GetOrganized-sag"),
]
OF_A_DOCUMENT = [
    *("Dok.nr.", "Dok. nr.", "Dok nr.", "Dok.-nr.", "Dok-nr.", "Doknr.", "DOK.NR.", "Dok.id", "Dok-id", "Dokumentnr."),
    *("Dokument-nr.", "Dokument nr.", "Dokumentnummer", "Dokument-id", "Dokument ID", "Brev-id", "Akt-id", "Aktnr."),
]
OF_A_SUBJECT = [
    *("KLE", "KLE-nr.", "KLE nr.", "KLE-nummer", "KLE nummer", "KLE-emne", "KLE emne", "KLE-kode", "KLE/facet", "kle"),
    *("KL-emne", "KL-journalnr.", "KL-emneplan", "Emnenr.", "Emne nr.", "Emneplan"),
]
SUBJECTS = ["02.34.02", "02.34", "02.34.02G10", "02.34.02-G10", "02.34.02 G10", "27.00.00A00", "13.06.04-Ø54"]


@pytest.mark.parametrize("number", WRITTEN)
@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize(
    "around",
    [
        pytest.param("{}", id="alone"),
        pytest.param("{}      Åben sag", id="access behind"),
        pytest.param("Åbent punkt   {}", id="access before"),
        pytest.param("{} Lukket", id="closed"),
        pytest.param("{} - Lukket sag", id="closed behind a dash"),
    ],
)
def test_a_number_is_a_case_with_every_label_and_without(number: str, label: str, around: str) -> None:
    found = parse_case_line(around.format(f"{label}{number}"))
    assert found is not None
    assert found.number == number
    assert not found.initials


@pytest.mark.parametrize("between", [": ", " ", ":", " : "])
@pytest.mark.parametrize("label", OF_A_CASE)
def test_every_writing_of_a_label_tells_the_case(label: str, between: str) -> None:
    for number in ("24/51730", "330-2018-3619", "09009112", *SUBJECTS):
        assert parse_case_line(f"{label}{between}{number}") == CaseReference(number)


@pytest.mark.parametrize("between", [": ", " "])
@pytest.mark.parametrize("label", OF_A_DOCUMENT)
def test_a_documents_number_is_none_of_the_case(label: str, between: str) -> None:
    for number in ("24/51730", "330-2018-3619", "123456"):
        assert parse_case_line(f"{label}{between}{number}") == CaseReference()
        for line in (
            f"{label}{between}{number} Sagsnr.: 24/1",
            f"Sagsid. 24/1, {label}{between}{number}",
            f"Sagsnr: 24/1 | {label}{between}{number}",
        ):
            assert parse_case_line(line) == CaseReference("24/1")


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("label", OF_A_SUBJECT)
def test_a_subjects_number_is_the_cases_where_it_has_its_label_and_no_other_is_told(label: str, subject: str) -> None:
    for written in (f"{label}: {subject}", f"{label} {subject}"):
        assert parse_case_line(written) == CaseReference(subject=subject)
        for line in (f"{written}, Sagsnr.: 24/1", f"Sagsnr. 24/1 / {written}", f"J.nr. 24/1   {written}"):
            assert parse_case_line(line) == CaseReference("24/1", subject=subject)
        assert split_case_from_title(f"En bro {written}") == ("En bro", written)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_subjects_number_without_its_label_is_no_case(subject: str) -> None:
    assert parse_case_line(subject) is None


@pytest.mark.parametrize("label", ["JOURNALNUMMER", "Sagsnr.:", "Journalnr."])
def test_an_items_last_line_is_its_case_where_the_label_stands_alone_above(label: str) -> None:
    items = [f"{at}. Bro {at}\nBeslutning\nGodkendt.\n\n{label}\n1500342{at}" for at in (1, 2)]
    read = parsed("\n\n".join(["Byrådet, Odder Kommune", "Referat", *items])).items
    assert [(item.case_number, item.text("decision")) for item in read] == [
        ("15003421", "Godkendt."),
        ("15003422", "Godkendt."),
    ]


def test_an_item_has_its_cases_number_and_else_the_subjects() -> None:
    decided = "Beslutning\nGodkendt."
    cases = [
        "KLE: 02.34.02G10\nSagsnr.: 24/1",
        "KLE: 02.34.02G10",
        "KLE-nr.: 02.34.02-G10-5-24",
        "J.nr.: 27.18.02 Sagsid.: 25/00412",
        "J.nr. 27.18.02\nSagsid. 25/00412",
        "Sagsid. 25/00412\nJ.nr. 27.18.02 abc",
        "Sagsnr. 298335\nJ.nr. 27.18.02",
        "Journalnr. 27.18.02",
        "02.11G00 - 2021/30417",
        "Sagsnr. 24/1\nJ.nr. 24/2",
        "Ingen sag",
    ]
    items = [f"{number}. Bro {number}\n{case}\n\n{decided}" for number, case in enumerate(cases, start=1)]
    read = parsed("\n\n".join(["Byrådet, Odder Kommune", "Referat", *items])).items
    assert [(item.case_number, item.subject_number) for item in read] == [
        ("24/1", "02.34.02G10"),
        ("02.34.02G10", "02.34.02G10"),
        ("02.34.02-G10-5-24", ""),
        ("25/00412", "27.18.02"),
        ("25/00412", "27.18.02"),
        ("25/00412", "27.18.02"),
        ("298335", "27.18.02"),
        ("27.18.02", "27.18.02"),
        ("2021/30417", "02.11G00"),
        ("24/1", ""),
        ("", ""),
    ]


@pytest.mark.parametrize("number", WRITTEN)
def test_a_number_in_brackets_is_a_case(number: str) -> None:
    assert parse_case_line(f"({number})") == CaseReference(number)


@pytest.mark.parametrize("number", WRITTEN)
@pytest.mark.parametrize("title", ["En bro ved Havneby", "Budget 2024-2027", "Høring om lokalplan 77.04"])
def test_a_title_keeps_no_number_that_has_a_label(title: str, number: str) -> None:
    for written in (f"{title} Sagsnr. {number}", f"Sagsnr. {number} - {title}", f"J.nr.: {number} {title}"):
        words, case = split_case_from_title(written)
        assert words == title
        assert (parse_case_line(case) or CaseReference()).number == number


@pytest.mark.parametrize(
    "line",
    [
        "08-03-2021",
        "2021-03-08",
        "2021-2025",
        "2021/22",
        "12. marts 2021",
        "kl. 13.30",
        "1.234.567",
        "100 %",
        "Side 3/7",
    ],
)
def test_days_years_and_amounts_are_no_case(line: str) -> None:
    assert parse_case_line(line) is None


@pytest.mark.parametrize("last", ["JOURNALNUMMER: 09009112", "Sagsnr.: 09009112", "Journalnr.: 09009112"])
def test_an_items_last_line_may_tell_its_case(last: str) -> None:
    decided = f"Beslutning\nGodkendt.\n\n{last}"
    first, second = parsed(f"Referat\n\n1. En bro\n\n{decided}\n\n2. En vej\nSagsnr.: 24/1\n\n{decided}").items
    assert (first.case_number, first.text("decision")) == ("09009112", "Godkendt.")
    assert second.case_number == "24/1"


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("contents", ["", "Indhold\n1 En bro 2\n2 En vej 3"])
def test_a_case_above_a_title_is_that_items(gap: str, contents: str) -> None:
    items = [f"01.02.05-P16-{number}-21{gap}{number}. {title}" for number, title in ((1, "En bro"), (2, "En vej"))]
    decided = f"Beslutning{gap}Godkendt."
    text = "\n\n".join(["Byrådet, Odder Kommune", "Referat", contents, items[0], decided, items[1], decided])
    found = [(item.number, item.title, item.case_number) for item in parsed(text).items]
    assert found == [("1", "En bro", "01.02.05-P16-1-21"), ("2", "En vej", "01.02.05-P16-2-21")]


def test_a_journals_number_is_the_subject_where_the_case_has_its_own() -> None:
    for text in ("Journalnr: 01.02.05P16  Sagsnr: 12/9981", "J.nr. 01.02.05P16, Sagsnr. 12/9981"):
        case = parse_case_line(text)
        assert case is not None
        assert (case.number, case.subject) == ("12/9981", "01.02.05P16")
