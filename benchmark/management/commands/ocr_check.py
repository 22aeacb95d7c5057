"""`manage.py ocr_check`: what reading a scan gives of what reading the document itself gives."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from benchmark.printed_documents import print_documents
from benchmark.scratch import SAMPLES
from meetings.importing.recognition import recognize
from meetings.parsing.document import Document
from meetings.parsing.lines.extract import extract_pages
from meetings.parsing.parser import parse_document
from meetings.tests.scans import scanned

# Of the words of the records, in the record where they belong.
LEAST = 0.95
# What is read of a record, by the place where it stands: »2.1, decision«.
_Words = dict[tuple[str, str], Counter[str]]


class Command(BaseCommand):
    help = (
        "Read scans of the sample PDF documents and of an invented one, and compare the records with those of the"
        f" documents themselves. Ends with 1 where fewer than {LEAST:.0%} of a document's words are in their record."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--resolution", type=int, nargs="+", default=[200], help="dots per inch of the scans")

    def handle(self, *, resolution: list[int], **options: Any) -> None:
        self.stdout.write(f"{'document':<28}{'pages':>6}{'dpi':>5}{'words':>9}{'records':>9}")
        worst = 1.0
        with TemporaryDirectory() as folder:
            for path in (*sorted(SAMPLES.glob("*.pdf")), *print_documents(Path(folder), 1)):
                content = path.read_bytes()
                pages = extract_pages(content, ".pdf")
                written = _words(parse_document(pages))
                for dots in resolution:
                    read = _words(parse_document(recognize(scanned(content, dots), path.name)))
                    words, records = _share(written, read)
                    worst = min(worst, words)
                    self.stdout.write(f"{path.name:<28}{len(pages):>6}{dots:>5}{words:>9.1%}{records:>9.1%}")
                    for key in [key for key in written if read.get(key) != written[key]][
                        : options["verbosity"] * 5 - 5
                    ]:
                        lost, added = written[key] - read.get(key, Counter()), read.get(key, Counter()) - written[key]
                        self.stdout.write(f"  {', '.join(key)}: -{' '.join(lost)} +{' '.join(added)}")
        if worst < LEAST:
            raise CommandError(f"Less than {LEAST:.0%} of a document was read in its scan.")

    def _tell_differences(self, written: _Words, read: _Words) -> None:
        for key, words in written.items():
            found = read.get(key, Counter())
            if found != words:
                self.stdout.write(f"  {', '.join(key)}: -{' '.join(words - found)} +{' '.join(found - words)}")


def _share(written: _Words, read: _Words) -> tuple[float, float]:
    """Of the words of the records those that are in theirs, and of the records those that are the same."""
    found = sum((words & read.get(key, Counter())).total() for key, words in written.items())
    same = sum(read.get(key) == words for key, words in written.items())
    return found / sum(words.total() for words in written.values()), same / len(written)


def _words(document: Document) -> _Words:
    """The words of each record of a document."""
    return {key: Counter(text.split()) for key, text in _records(document) if text.split()}


def _records(document: Document) -> Iterator[tuple[tuple[str, str], str]]:
    yield (
        ("meeting", "cover"),
        f"{document.kind} {document.council} {document.date} {document.start_time} {document.place}",
    )
    for person in document.participants:
        yield (
            ("participant", person.name),
            f"{person.name} {person.party} {person.municipality} {person.status} {person.role}",
        )
    for section in document.sections:
        yield ("section", section.number), section.title
    for item in document.items:
        yield (item.number, "title"), item.title
        yield (item.number, "case"), f"{item.case_number} {' '.join(map(str, item.references))}"
        yield (item.number, "outcome"), " ".join(item.outcomes)
        yield (item.number, "votes"), " ".join(f"{vote.side} {vote.count} {vote.who}" for vote in item.votes)
        yield (item.number, "attachments"), " ".join(each.field for each in item.attachments)
        for field in item.fields:
            yield (item.number, field.name), field.text
    for number, table in enumerate(document.tables):
        cells = " ".join(" ".join(row) for row in (table.columns, *table.rows))
        yield (table.item, f"table {number}"), cells
    for appointment in document.appointments:
        yield (appointment.item, appointment.person), f"{appointment.body} {appointment.role} {appointment.party}"
