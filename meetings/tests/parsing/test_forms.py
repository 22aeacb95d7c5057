"""The forms of other councils: made-up agendas and minutes, each laid out as some council lays them out.

`make golden` writes the golden files again, for a reader to compare.
"""

import json
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from meetings.danish.municipalities import official_municipality_name
from meetings.parsing.document import Document, as_json
from meetings.parsing.lines.extract import extract_pages
from meetings.parsing.parser import parse_document
from meetings.parsing.structure.clean import clean_pages
from meetings.parsing.structure.fields import field_heading

FORMS = sorted((Path(__file__).parents[1] / "forms").glob("*.txt"))
KKR = {"KKR Hovedstaden", "KKR Sjælland", "KKR Syddanmark", "KKR Midtjylland"}


def document(path: Path) -> Document:
    return parse_document(extract_pages(path.read_bytes(), path.suffix))


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_is_read_as_its_golden_file_says(path: Path, request: pytest.FixtureRequest) -> None:
    golden = path.with_suffix(".json")
    written = json.dumps(as_json(document(path), path.name), ensure_ascii=False, indent=1) + "\n"
    if request.config.getoption("--regenerate-golden"):
        golden.write_text(written, encoding="utf-8")
    assert written == golden.read_text(encoding="utf-8")


def test_there_are_forms_of_the_kkr_and_of_many_municipalities() -> None:
    councils = {document(path).council for path in FORMS}
    assert councils >= KKR
    assert len({council for council in councils if council.endswith("ommune")}) >= 8


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_has_all_that_the_archive_needs(path: Path) -> None:
    read = document(path)
    assert read.council
    assert read.date
    assert all(item.title for item in read.items)
    assert all(re.fullmatch(r"\d+(\.\d+)*", item.number) for item in read.items)


LINES = sorted({line for path in FORMS for line in path.read_text(encoding="utf-8").split("\n")})
# Lines that name a fact which is kept in another form (a case number, a day, a kind), or that open a list.
LABELS = re.compile(
    r"^(?:Sags?(?:nr|id|nummer)\b|Sag (?:nr\. )?\d|SAG|J\.nr|Acadre|Dok\.|Initialer|\(SAG|"
    r"(?:Mødes|S)ted:|(?:Mødested|Mødedato|STED|STARTTIDSPUNKT|SLUTTIDSPUNKT)|Mødetid:|Tid(?:spunkt)?:|Dato:|Lokale:|"
    r"Mødelokale:|Starttidspunkt|Mødet |Sager \d|Indholdsfortegnelse$|PUNKTER$|Pkt\. Tekst|UDVALG$|MØDE$|"
    r"(?:Udkast|UDKAST|Referat|REFERAT|Beslutningsreferat|BESLUTNINGSPROTOKOL|Dagsorden)\b|Åben dagsorden|"
    r"(?:[A-ZÆØÅ] +){4}|Til \w+ [–-] for|Deltage|Til stede|Medlemmer|Mødedeltagere|Fremmødte|Fraværende|Afbud|"
    r"Fra sekretariatet|Ingen)"
)
# Words of a day, a party, a council or of attendance, which come out as a date, a letter, in normal form, a status.
OTHER_FORMS = re.compile(
    r"\b(?:(?:man|tirs|ons|tors|fre)dag|januar|februar|marts|april|juni|september|oktober|november|kommunes?|"
    r"regionskommune|uden for parti|løsgænger|enhedslisten|venstre|møde|byråd|referat|åbent?|"
    r"lukket|fraværende|punkt|side|afbud|meldt|deltog|mødte|stedfortræder|suppleant|stedet|mødet|havde|bortset|"
    r"medlemmerne|stede)\b",
    re.IGNORECASE,
)


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d]{4,}", text.casefold()))


def told(read: Document) -> set[str]:
    """The words of everything that comes out of a document: facts, texts, cells, and what its warnings quote."""
    said = [
        read.council,
        read.place,
        *(f"{person.name} {person.municipality} {person.role}" for person in read.participants),
        *(official_municipality_name(person.municipality) for person in read.participants),
        *(section.title for section in read.sections),
        *(item.title for item in read.items),
        *(field.text for item in read.items for field in item.fields),
        *(cell for table in read.tables for row in (table.columns, *table.rows) for cell in row),
        *(table.title for table in read.tables),
        *(warning.message for warning in read.warnings),
    ]
    return words(" ".join(said))


def is_owned(line: str, said: set[str], furniture: set[str], *, quoted_in_part: bool) -> bool:
    """Whether a line is page furniture, the name of a text, a labelled fact, or all its words come out somewhere.

    A warning that quotes only the beginning of a long text owns the rest of it, too.
    """
    text = line.strip()
    if text in furniture or field_heading(text) or LABELS.match(text):
        return True
    return quoted_in_part or words(OTHER_FORMS.sub("", text)) <= said


def not_owned(source: list[str]) -> list[str]:
    read = parse_document((tuple(source),))
    furniture = {line.text for line in clean_pages((tuple(source),)).furniture}
    quoted_in_part = any("…" in warning.message for warning in read.warnings)
    said = told(read)
    return [line for line in source if not is_owned(line, said, furniture, quoted_in_part=quoted_in_part)]


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_every_line_of_a_form_belongs_to_something(path: Path) -> None:
    assert not_owned(path.read_text(encoding="utf-8").split("\n")) == []


@given(st.sampled_from(FORMS), st.data())
def test_every_line_of_a_changed_form_belongs_to_something(path: Path, data: st.DataObject) -> None:
    """Lines left out, doubled, moved, and lines of other councils put between: nothing vanishes without a word."""
    source = path.read_text(encoding="utf-8").split("\n")
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(source) - 1))
        change = data.draw(st.sampled_from(["leave out", "double", "move", "put between", "blank"]))
        if change == "leave out":
            del source[at]
        elif change == "double":
            source.insert(at, source[at])
        elif change == "move":
            source.insert(data.draw(st.integers(0, len(source) - 1)), source.pop(at))
        elif change == "put between":
            source.insert(at, data.draw(st.sampled_from(LINES)))
        else:
            source.insert(at, "")
    assert not_owned(source) == []


@given(st.lists(st.sampled_from(LINES), max_size=80))
@example(["Udsat."])
@example(["Udvalget for Ældre og Sundhed, Kommunalbestyrelsen"])
@example(["Ane Holk (A), Birkelev Kommune, stedfortræder for Bo Riis", "Karin Bruun (SF), Odder Kommune"])
@example(["Byrådet - Referat", "Havneudvalget, Birkelev Kommune"])
@example(["Starttidspunkt", "Reglerne gælder fra 1. juli 2020 og kan ændres igen."])
@example(["Mødedeltagere: Ane Holk, Bo Riis,", "Handicaprådet har ingen bemærkninger."])
@example(
    ["Ane Holk (A), Birkelev Kommune, stedfortræder for Bo Riis", "Drøftet. Udvalget ønsker en status til efteråret."]
)
def test_every_line_of_a_heap_of_lines_belongs_to_something(source: list[str]) -> None:
    assert not_owned(source) == []
