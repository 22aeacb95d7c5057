"""The documents that importing is measured on: in the councils' layout, and no two alike."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from benchmark.printed_documents import ITEMS_A_DOCUMENT, print_documents
from meetings.importing.apply import import_file
from meetings.importing.files import read
from meetings.importing.source_files import load
from meetings.models import AgendaItem, Decision, Meeting, Participant, Table
from meetings.models.choices import Outcome


@pytest.mark.django_db
def test_printed_documents_are_read_whole_and_differ(tmp_path: Path) -> None:
    for path in print_documents(tmp_path, 2):
        import_file(read(load(path, 10_000_000)))
    assert Meeting.objects.count() == 2
    assert AgendaItem.objects.count() == len(set(AgendaItem.objects.values_list("title"))) == 2 * ITEMS_A_DOCUMENT
    assert Decision.objects.exclude(outcome=Outcome.NONE).count() > ITEMS_A_DOCUMENT
    assert Participant.objects.count() == 40
    assert Table.objects.count() > 5
    texts = AgendaItem.objects.values_list("presentation", flat=True)
    assert len({text for text in texts if text}) > ITEMS_A_DOCUMENT


def test_the_command_refuses_what_cannot_be_printed() -> None:
    with pytest.raises(CommandError, match="1 to 1,500"):
        call_command("bench_import", documents=0, stdout=StringIO())


def test_the_command_tells_what_the_lexemes_of_a_word_take() -> None:
    told = StringIO()
    call_command("bench_import", words=1_000, stdout=told)
    assert re.search(r"lexemes of a word: [0-9.]+ µs of a core", told.getvalue())
    with pytest.raises(CommandError, match=r"1,000 or more"):
        call_command("bench_import", words=999, stdout=told)
