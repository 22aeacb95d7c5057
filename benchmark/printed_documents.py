"""Minutes in the councils' layout, of twenty items from a synthetic archive: no two documents say the same."""

import importlib.util
import textwrap
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType

from benchmark.scratch import SAMPLES
from benchmark.synthetic_archive import SyntheticArchive, SyntheticItem
from benchmark.synthetic_records import PARTICIPANTS_A_MEETING, SyntheticPerson, SyntheticRecords, SyntheticTable

ITEMS_A_DOCUMENT = 20
FIRST_DAY = date(2001, 1, 5)
# The weeks from FIRST_DAY to 2029: later dates of meetings would look like mistakes.
MOST_DOCUMENTS = 1_500
_ITEMS_A_SECTION = 5
_CHARACTERS_A_LINE = 72
_CHARACTERS_A_TITLE_LINE = 56
_LINES_A_PAGE = 44


def print_documents(folder: Path, count: int, *, recurring: bool = False) -> Iterator[Path]:
    """Write so many PDF documents, each of a council's meeting in a week of its own; gives the path of each.

    With `recurring` the same twenty items come up at each meeting.
    """
    make_pdf = _make_pdf()
    make_pdf.register_fonts()
    archive = SyntheticArchive(count * ITEMS_A_DOCUMENT)
    records = SyntheticRecords(archive)
    people = list(records.people())
    tables = {table.item: table for table in records.tables()}
    for number in range(count):
        day = FIRST_DAY + timedelta(weeks=number)
        first = 1 if recurring else number * ITEMS_A_DOCUMENT + 1
        items = list(archive.items(range(first, first + ITEMS_A_DOCUMENT)))
        present = [people[(7 * number + place) % len(people)] for place in range(PARTICIPANTS_A_MEETING)]
        source = folder / f"{day.isoformat()}-referat.source"
        source.write_text(document_source(items, day, present, tables), encoding="utf-8")
        target = source.with_suffix(".pdf")
        make_pdf.render(source, target)
        yield target


def document_source(
    items: Sequence[SyntheticItem],
    day: date,
    present: Sequence[SyntheticPerson],
    tables: dict[int, SyntheticTable],
) -> str:
    """The minutes as fixtures/make_pdf.py renders them, a form feed between pages. `tables` are known by their item."""
    lines = ["", "### Deltagerfortegnelse", "### Deltagere"]
    lines += [f"{person.name} ({person.party}) {person.municipality} Kommune" for person in present]
    lines.append("")
    for place, item in enumerate(items):
        section, position = divmod(place, _ITEMS_A_SECTION)
        if position == 0:
            lines += [f"# {section + 1}. Sager til behandling", ""]
        lines += _item_lines(item, f"{section + 1}.{position + 1}", day, tables.get(item.number))
    pages = [lines[start : start + _LINES_A_PAGE] for start in range(0, len(lines), _LINES_A_PAGE)]
    return "\f".join("\n".join(["", *page]) for page in pages)


def _item_lines(item: SyntheticItem, number: str, day: date, table: SyntheticTable | None) -> Iterator[str]:
    title, *further = textwrap.wrap(item.title, _CHARACTERS_A_TITLE_LINE)
    yield ""
    yield f"## {number}. {title}"
    yield from (f"## {line}" for line in further)
    yield f"SAG-{day.year}-{item.number % 100_000:05} abcd"
    yield ""
    for heading, text in (
        ("Baggrund", item.background),
        ("Indstilling", item.recommendation),
        ("Sagsfremstilling", item.presentation),
    ):
        if text:
            yield f"### {heading}"
            yield from _wrapped(text)
    if table:
        yield f"{table.title}:"
        yield from (f"| {' | '.join(cells)}" for cells in (table.columns, *table.rows))
        yield ""
    yield "### Beslutning"
    yield from _wrapped(item.decision)


def _wrapped(text: str) -> Iterator[str]:
    """The paragraphs of a text in lines, an empty one after each."""
    for paragraph in text.split("\n\n"):
        yield from textwrap.wrap(paragraph, _CHARACTERS_A_LINE)
        yield ""


def _make_pdf() -> ModuleType:
    """The program that renders the samples; it belongs to them and is no part of the archive.

    Raises FileNotFoundError where it is missing.
    """
    file = SAMPLES / "make_pdf.py"
    spec = importlib.util.spec_from_file_location("make_pdf", file)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
