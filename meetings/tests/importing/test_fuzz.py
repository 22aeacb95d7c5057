"""Whatever file is imported: it is read whole or refused in a sentence. `make fuzz` tries many thousands more."""

from dataclasses import replace

import pytest

from meetings.importing.apply import import_file
from meetings.importing.files import read
from meetings.importing.refusals import Refused
from meetings.importing.source_files import SourceFile
from meetings.models import Appointment, Document
from meetings.tests import import_trials
from meetings.tests.broken_documents import FORMS, make_case, papers_in, sample_files
from meetings.tests.documents import ITEMS, Item, document_text, import_text, read_text

pytestmark = pytest.mark.django_db

SEED = 20_250_314
IMPORTED = range(50)
READ = range(100, 200)
LONG = " ".join(["Meget"] * 60)


def test_a_broken_paper_is_imported_whole_or_refused_in_a_sentence() -> None:
    edits = import_trials.fill_archive(small=True)
    outcomes = {import_trials.try_import(make_case(SEED, n, {}), edits, sampled=n % 20 == 0).outcome for n in IMPORTED}
    assert outcomes == {"created", "updated", "unchanged", "refused"}


def test_a_broken_paper_is_read_or_refused_in_a_sentence() -> None:
    papers = {**sample_files(), **papers_in(*FORMS)}
    for number in READ:
        try:
            assert read(make_case(SEED, number, papers).source).document.items
        except Refused as refusal:
            import_trials.check_refusal(refusal)


def test_the_same_number_gives_the_same_case() -> None:
    one, other = ([make_case(SEED, number, sample_files()) for number in range(20)] for _ in range(2))
    assert one == other


def test_a_body_s_name_longer_than_its_field_is_known_again() -> None:
    appointing = Item(
        "2.3", f"Udpegning til {LONG} udvalg", decision="KKR Prøveby udpegede Anna Holm (A), Aalborg Kommune."
    )
    text = document_text(items=[*ITEMS, appointing])
    import_text(text)
    assert len(Appointment.objects.get().body.name) == 200
    import_text(text.replace("drøftet", "talt om"), "rettet.txt")
    assert Appointment.objects.count() == 1


def test_a_file_whose_name_is_of_signs_alone_is_stored() -> None:
    file = replace(read_text(document_text()), source=SourceFile("€€€", document_text().encode()))
    import_file(file)
    document = Document.objects.get()
    assert document.source_name == "€€€"
    with document.file.open() as stored:
        assert stored.read() == file.source.content
