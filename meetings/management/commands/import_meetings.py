"""`manage.py import_meetings PATH…`: agendas and minutes into the archive."""

import json
import logging
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from tqdm import tqdm

from meetings.importing import import_file
from meetings.minutes.document import as_json
from meetings.planning import Plan, plan
from meetings.sources import ReadFile, Refused, find_files, load, read

logger = logging.getLogger(__name__)

ALL_READ, SOME_REFUSED = 0, 1

_COLUMNS = {
    "created": "oprettet",
    "updated": "opdateret",
    "unchanged": "uændret",
    "refused": "afvist",
    "warnings": "advarsler",
}


@dataclass(frozen=True)
class Result:
    """What became of one path: `action` is one of _COLUMNS without warnings."""

    path: Path
    action: str
    sentence: str = ""
    warnings: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


class Command(BaseCommand):
    help = (
        "Indlæs dagsordener og referater (PDF eller tekst) fra filer og mapper. "
        "Slutter med 0, når alt blev læst, og med 1, når noget blev afvist."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="filer eller mapper")
        parser.add_argument("--dry-run", action="store_true", help="vis, hvad der ville ske; skriv intet")
        parser.add_argument("--json", action="store_true", help="med --dry-run: et JSON-objekt pr. dokument og linje")
        parser.add_argument(
            "--replace", action="store_true", help="lad et nyt dokument gælde, hvor det modsiger et tidligere"
        )
        parser.add_argument(
            "--overwrite-edits",
            action="store_true",
            help="lad dokumentet gælde for alt, også det, som redaktionen har rettet eller slettet",
        )

    def handle(
        self,
        *,
        paths: Sequence[Path],
        dry_run: bool,
        json: bool,
        replace: bool,
        overwrite_edits: bool,
        verbosity: int,
        **options: Any,
    ) -> None:
        if json and not dry_run:
            self.stderr.write("--json kræver --dry-run.")
            sys.exit(2)
        files, results = _files(paths)
        meetings: set[tuple[str, date]] = set()
        bar = tqdm(files, unit="dokument", disable=not sys.stderr.isatty() or verbosity == 0, leave=False)
        for path in bar:
            try:
                file = read(load(path, settings.IMPORT_MAX_BYTES))
                if json:
                    self._write_json(file)
                    continue
                importer = plan if dry_run else import_file
                planned = importer(file, replace=replace, overwrite_edits=overwrite_edits)
            except Refused as refusal:
                results.append(_refused(path, refusal))
            else:
                meeting = (file.document.council, file.date)
                results.append(_done(path, file, planned, is_new=meeting not in meetings))
                meetings.add(meeting)
        if json:
            for result in results:
                self.stderr.write(f"{result.path}: {result.sentence}")
        elif verbosity:
            self._report(results, dry_run=dry_run, verbosity=verbosity)
        if any(result.action == "refused" for result in results):
            sys.exit(SOME_REFUSED)

    def _write_json(self, file: ReadFile) -> None:
        self.stdout.write(json.dumps(as_json(file.document, file.source.name), ensure_ascii=False))

    def _report(self, results: Iterable[Result], *, dry_run: bool, verbosity: int) -> None:
        """Every refusal, warning and kept edit, then the table."""
        results = list(results)
        for result in results:
            for sentence in _sentences(result, verbosity):
                self.stdout.write(f"{result.path}: {sentence}")
        counts = Counter(result.action for result in results)
        counts["warnings"] = sum(len(result.warnings) for result in results)
        if dry_run:
            self.stdout.write("Prøvekørsel: intet er skrevet.")
        self.stdout.write("  ".join(f"{title:>9}" for title in _COLUMNS.values()))
        self.stdout.write("  ".join(f"{counts[column]:>9}" for column in _COLUMNS))


def _files(paths: Iterable[Path]) -> tuple[list[Path], list[Result]]:
    """The files that the paths stand for, each once, and the paths that stand for nothing."""
    files: dict[Path, None] = {}
    refused: list[Result] = []
    for path in paths:
        try:
            files |= dict.fromkeys(find_files(path))
        except Refused as refusal:
            refused.append(_refused(path, refusal))
    return list(files), refused


def _refused(path: Path, refusal: Refused) -> Result:
    logger.info("%s refused: %s", path, refusal.log)
    return Result(path, "refused", f"Afvist. {refusal.sentence}")


def _done(path: Path, file: ReadFile, planned: Plan, *, is_new: bool) -> Result:
    """`is_new`: no other file of this call has the same meeting. In a dry run the plan can't know."""
    warnings = tuple(
        f"s. {warning.page}, linje {warning.line}: {warning.message}" for warning in file.document.warnings
    )
    kept = tuple(f"{change.title}: {change.field_title(field)}" for change in planned.changes for field in change.kept)
    action = "updated" if planned.action == "created" and not is_new else planned.action
    return Result(path, action, warnings=warnings, kept=kept)


def _sentences(result: Result, verbosity: int) -> Iterator[str]:
    if result.sentence:
        yield result.sentence
    if result.action != "unchanged" or verbosity > 1:
        yield from (f"Advarsel, {warning}" for warning in result.warnings)
    yield from (f"Rettelse bevaret, {kept}" for kept in result.kept)
