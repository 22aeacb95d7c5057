"""`manage.py import_meetings`: what it says and how it ends."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command

from meetings.models import AgendaItem, Document, Meeting
from meetings.parsing.parser import PARSER_VERSION
from meetings.tests.documents import document_text, import_text, write_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder to import from, apart from where documents are stored."""
    path = tmp_path / "dokumenter"
    path.mkdir()
    return path


def run(*arguments: str | Path, **options: object) -> int:
    """The command's exit status."""
    try:
        call_command("import_meetings", *map(str, arguments), **options)
    except SystemExit as exit_:
        return int(exit_.code or 0)
    return 0


def table(output: str) -> dict[str, int]:
    """The report's last two lines as a dictionary."""
    titles, counts = output.splitlines()[-2:]
    return dict(zip(titles.split(), map(int, counts.split()), strict=True))


def test_it_ends_with_a_table_and_status_0(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_file(folder, "dagsorden.txt", document_text("agenda"))
    write_file(folder, "referat.txt", document_text())
    assert run(folder) == 0
    output = capsys.readouterr().out
    assert table(output) == {
        "oprettet": 1,
        "opdateret": 1,
        "uændret": 0,
        "afvist": 0,
        "tilbageholdt": 0,
        "advarsler": 0,
    }
    assert run(folder) == 0
    assert table(capsys.readouterr().out)["uændret"] == 2


def test_a_refused_file_is_named_and_the_others_are_imported(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = write_file(folder, "a-tom.txt", "")
    good = write_file(folder, "b-referat.txt", document_text())
    assert run(empty, good, folder / "findes-ikke") == 1
    output = capsys.readouterr().out
    assert f"{empty}: Afvist. Filen er tom." in output
    assert "findes-ikke: Afvist. Filen findes ikke." in output
    assert table(output) == {
        "oprettet": 1,
        "opdateret": 0,
        "uændret": 0,
        "afvist": 2,
        "tilbageholdt": 0,
        "advarsler": 0,
    }
    assert Meeting.objects.count() == 1


def test_warnings_are_shown_with_page_and_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_file(folder, "referat.txt", document_text(present=[], absent=["Carl Krag (F), Thisted Kommune"]))
    assert run(path) == 0
    output = capsys.readouterr().out
    assert f"{path}: Advarsel, s. 1, linje 1: Deltagerlisten er ufuldstændig" in output
    assert table(output)["advarsler"] == 1


def test_dry_run_says_what_would_happen_and_writes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_file(folder, "referat.txt", document_text())
    assert run(path, "--dry-run") == 0
    output = capsys.readouterr().out
    assert "Prøvekørsel: intet er skrevet." in output
    assert table(output)["oprettet"] == 1
    assert not Document.objects.exists()


def test_dry_run_counts_agenda_and_minutes_as_one_meeting(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_file(folder, "dagsorden.txt", document_text("agenda"))
    write_file(folder, "referat.txt", document_text())
    run(folder, "--dry-run")
    assert table(capsys.readouterr().out)["opdateret"] == 1


def test_json_is_one_object_a_document_and_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_file(folder, "a.txt", document_text("agenda"))
    write_file(folder, "b.txt", document_text())
    write_file(folder, "c.txt", "Ikke et referat.")
    assert run(folder, "--dry-run", "--json") == 1
    captured = capsys.readouterr()
    agenda, minutes = (json.loads(line) for line in captured.out.splitlines())
    assert (agenda["kind"], agenda["start_time"], agenda["place"]) == ("agenda", "09:30", "Rådhuset i Prøveby")
    assert minutes["items"][2]["outcome"] == "postponed"
    assert minutes["participants"][0] == {
        "name": "Anna Holm", "party": "A", "municipality": "Aalborg", "status": "present", "role": "",
    }  # fmt: skip
    assert "c.txt" in captured.err
    assert not Document.objects.exists()


def test_json_needs_dry_run(folder: Path) -> None:
    assert run(folder, "--json") == 2


def test_a_file_given_twice_is_read_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_file(folder, "referat.txt", document_text())
    assert run(path, folder) == 0
    assert table(capsys.readouterr().out) == {
        "oprettet": 1,
        "opdateret": 0,
        "uændret": 0,
        "afvist": 0,
        "tilbageholdt": 0,
        "advarsler": 0,
    }


def test_a_kept_edit_is_reported(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(write_file(folder, "dagsorden.txt", document_text("agenda")))
    Meeting.objects.get().items.filter(number="2.1").update(presentation="Rettet.")
    capsys.readouterr()
    changed = document_text().replace("Kommunerne har drøftet sagen", "Kommunerne er enige")
    assert run(write_file(folder, "referat.txt", changed)) == 0
    assert "Rettelse bevaret, punkt 2.1: sagsfremstilling" in capsys.readouterr().out


def test_a_quiet_run_prints_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(write_file(folder, "referat.txt", document_text()), verbosity=0) == 0
    assert capsys.readouterr().out == ""


class TestAgain:
    """`--again`: what an older parser read is read again."""

    def test_with_nothing_to_do_it_says_so(self, capsys: pytest.CaptureFixture[str]) -> None:
        import_text(document_text())
        assert run("--again") == 0
        assert capsys.readouterr().out == "Alle dokumenter er læst med den nyeste version.\n"

    def test_the_oldest_meeting_comes_first_and_all_are_of_today_then(self, capsys: pytest.CaptureFixture[str]) -> None:
        for year, name in ((2025, "nyt.txt"), (2024, "gammelt.txt"), (2023, "af-i-dag.txt")):
            import_text(document_text(day=date(year, 6, 20), present=[]), name)  # which is a warning
        outdated = Document.objects.exclude(source_name="af-i-dag.txt")
        outdated.update(parser_version=PARSER_VERSION - 1)
        AgendaItem.objects.filter(number="2.1").update(title="Læst forkert", imported={"title": "Læst forkert"})
        assert run("--again") == 0
        output = capsys.readouterr().out
        assert [line.partition(":")[0] for line in output.splitlines()[:-2]] == ["gammelt.txt", "nyt.txt"]
        assert table(output)["opdateret"] == 2
        assert set(Document.objects.values_list("parser_version", flat=True)) == {PARSER_VERSION}
        assert AgendaItem.objects.filter(title="Læst forkert").count() == 1

    def test_a_dry_run_writes_nothing(self, capsys: pytest.CaptureFixture[str]) -> None:
        import_text(document_text())
        Document.objects.update(parser_version=PARSER_VERSION - 1)
        assert run("--again", "--dry-run") == 0
        assert table(capsys.readouterr().out)["uændret"] == 1
        assert Document.objects.get().parser_version == PARSER_VERSION - 1

    def test_a_missing_file_is_refused_and_the_others_are_read(self, capsys: pytest.CaptureFixture[str]) -> None:
        import_text(document_text(), "a.txt")
        import_text(document_text("agenda"), "b.txt")
        Document.objects.update(parser_version=PARSER_VERSION - 1)
        Path(Document.objects.get(source_name="a.txt").file.path).unlink()
        assert run("--again") == 1
        output = capsys.readouterr().out
        assert "a.txt: Afvist. Dokumentets fil mangler i arkivet." in output
        assert Document.objects.get(source_name="b.txt").parser_version == PARSER_VERSION


def test_what_a_folder_holds_besides_documents_is_named_with_the_reason(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_file(folder, "referat.txt", document_text())
    write_file(folder, "referat.odt", "PK")
    write_file(folder, ".skjult.txt", document_text())
    (folder / ".git").mkdir()
    assert run(folder) == 0
    output = capsys.readouterr().out
    assert f"{folder / 'referat.odt'}: Sprunget over. Filen er et OpenDocument-dokument (.odt)" in output
    assert f"{folder / '.skjult.txt'}: Sprunget over. Filen er skjult." in output
    assert f"{folder / '.git'}: Sprunget over. Mappen er skjult." in output
    assert table(output)["udeladt"] == 3


class TestStatedFacts:
    """What the user says of a file that does not say it itself."""

    NAMELESS = document_text().replace("KKR Prøveby  | 14-03-2025", "").replace("KKR Prøveby", "Gruppen")
    STATED = ("--council", "Byrådet, Odder Kommune", "--date", "14. marts 2025", "--kind", "minutes")

    def test_it_goes_before_what_is_read_and_is_remembered(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file = write_file(folder, "referat.txt", self.NAMELESS)
        assert run(file) == 1
        assert "Angiv det med --council" in capsys.readouterr().out
        assert run(file, *self.STATED) == 0
        meeting = Meeting.objects.get()
        assert (meeting.council.name, meeting.date) == ("Byrådet, Odder Kommune", date(2025, 3, 14))
        Document.objects.update(parser_version=PARSER_VERSION - 1)
        assert run("--again") == 0
        assert Document.objects.get().parser_version == PARSER_VERSION
        assert Meeting.objects.get() == meeting

    def test_it_is_said_of_one_file(self, folder: Path) -> None:
        write_file(folder, "referat.txt", self.NAMELESS)
        assert run(folder, *self.STATED) == 2
        assert run(folder / "referat.txt", folder / "referat.txt", "--council", "Byrådet") == 2
        assert run("--again", "--council", "Byrådet") == 2

    def test_a_day_that_does_not_exist_is_no_date(self, folder: Path) -> None:
        assert run(write_file(folder, "referat.txt", self.NAMELESS), "--date", "31-02-2025") == 2

    def test_a_file_whose_date_does_not_exist_is_refused_with_it(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        text = document_text("agenda").replace("14-03-2025", "31-02-2025")
        assert run(write_file(folder, "dagsorden.txt", text)) == 1
        assert "»31-02-2025« som mødets dato, og den dag findes ikke." in capsys.readouterr().out


def test_a_document_without_the_samples_mark_joins_no_council_of_the_samples(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sample = document_text("agenda", cover="Eksempel: opdigtet råd og opdigtede personer")
    assert run(write_file(folder, "eksempel.txt", sample)) == 0
    assert Meeting.objects.get().council.is_sample
    assert run(write_file(folder, "referat.txt", document_text())) == 1
    assert "KKR Prøveby er et opdigtet råd blandt arkivets eksempler" in capsys.readouterr().out
    assert Document.objects.count() == 1
