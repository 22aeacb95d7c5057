"""Two meetings a day, moved, cancelled, edited, undone in any order: nothing is mixed or lost, no address is dead."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from meetings.importing.refusals import Refused
from meetings.importing.replay import EditsInTheWay, delete_meeting, undo_import, undo_imports
from meetings.models import AgendaItem, Document, Meeting
from meetings.tests.examples import in_the_suite
from meetings.tests.sequences import AGENDA, DAY, FERRY, HARBOUR, OTHER_DAY, OTHERS, paper, put_in
from meetings.tests.undoing import undone

pytestmark = pytest.mark.django_db

EXTRA = ["Ekstraordinært møde"]
DOCUMENTS = {
    "agenda": paper(),
    "revised": paper("REVIDERET DAGSORDEN", [matter for matter in AGENDA if matter != FERRY], start="10:00"),
    "supplement": paper("TILLÆGSDAGSORDEN", [HARBOUR], numbers=["1.4"]),
    "moved": paper(day=OTHER_DAY, notes=[f"Mødet er flyttet fra den {DAY:%d-%m-%Y}."]),
    "cancelled": paper("DAGSORDEN – AFLYST"),
    "minutes": paper("REFERAT", AGENDA),
    "extra agenda": paper(matters=OTHERS, start="15:00", notes=EXTRA),
    "extra minutes": paper("REFERAT", OTHERS, start="15:00", notes=EXTRA),
    "extra cancelled": paper("DAGSORDEN – AFLYST", OTHERS, start="15:00", notes=EXTRA),
}
ORDINARY_CASES = {matter.case for matter in (*AGENDA, HARBOUR)}
EXTRAORDINARY_CASES = {matter.case for matter in OTHERS}
NAMES = st.sampled_from(sorted(DOCUMENTS))
STEPS = st.one_of(
    st.tuples(st.just("take_in"), NAMES),
    st.tuples(st.just("take_in"), NAMES),
    st.tuples(st.just("undo"), NAMES),
    st.tuples(st.just("undo_batch"), st.sets(NAMES, min_size=2, max_size=4).map(lambda names: ",".join(sorted(names)))),
    st.tuples(st.just("delete_meeting"), st.sampled_from(["ordinary", "extraordinary"])),
    st.tuples(st.just("edit"), st.sampled_from(sorted(ORDINARY_CASES | EXTRAORDINARY_CASES))),
)


class Archive:
    """The archive, and what somebody who wrote everything down would expect of it."""

    def __init__(self) -> None:
        self.edits: dict[int, str] = {}
        self.shown: set[str] = set()

    def take(self, step: str, subject: str) -> None:
        getattr(self, f"_{step}")(subject)
        self.shown |= {meeting.get_absolute_url() for meeting in Meeting.objects.select_related("council")}
        self.shown |= {item.get_absolute_url() for item in AgendaItem.objects.select_related("meeting__council")}

    def _take_in(self, name: str) -> None:
        before = dict(AgendaItem.objects.values_list("pk", "title"))
        try:
            put_in(DOCUMENTS[name], name)
        except Refused:  # it asks, or a number is taken: then nothing is written
            assert dict(AgendaItem.objects.values_list("pk", "title")) == before

    def _undo(self, name: str) -> None:
        for document in Document.objects.filter(source_name=name):
            with suppress(EditsInTheWay):  # what an editor wrote stands in the way: nothing is written
                undo_import([document])

    def _undo_batch(self, names: str) -> None:
        """Of several documents at once, or of none."""
        chosen = list(Document.objects.filter(source_name__in=names.split(",")))
        with suppress(EditsInTheWay):
            undo_imports(chosen)
            assert not Document.objects.filter(pk__in=[document.pk for document in chosen]).exists()

    def _delete_meeting(self, which: str) -> None:
        """An editor who deletes a meeting says that what she wrote in it goes too."""
        for meeting in Meeting.objects.filter(is_extraordinary=which == "extraordinary")[:1]:
            for item in meeting.items.all():
                self.edits.pop(item.pk, None)
            delete_meeting(meeting)

    def _edit(self, case: str) -> None:
        for item in AgendaItem.objects.filter(case_number=case)[:1]:
            item.presentation = self.edits[item.pk] = f"Rettet, {len(self.edits)}."
            item.save()

    def check(self) -> None:
        there = dict(AgendaItem.objects.values_list("pk", "presentation"))
        assert {pk: there.get(pk) for pk in self.edits} == self.edits
        for meeting in Meeting.objects.all():
            cases = list(meeting.items.values_list("case_number", flat=True))
            assert len(cases) == len(set(cases))
            assert set(cases) <= (EXTRAORDINARY_CASES if meeting.is_extraordinary else ORDINARY_CASES)
        names = set(Document.objects.values_list("source_name", flat=True))
        withdrawn = set(AgendaItem.objects.filter(withdrawn=True).values_list("case_number", flat=True))
        assert withdrawn <= ({FERRY.case} if "revised" in names else set())
        assert Meeting.objects.filter(is_extraordinary=True).count() <= 1
        if "extra minutes" in names:
            assert Meeting.objects.get(is_extraordinary=True).status == ""

    def check_addresses(self) -> None:
        client = Client()
        for address in self.shown:
            assert client.get(address, follow=True).status_code in {200, 410}, address


@contextmanager
def an_empty_archive() -> Iterator[Archive]:
    with undone():
        yield Archive()


@settings(max_examples=in_the_suite(12), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, min_size=2, max_size=8))
@example([("take_in", name) for name in DOCUMENTS])
@example([("take_in", name) for name in reversed(DOCUMENTS)])
@example([*(("take_in", name) for name in DOCUMENTS), *(("undo", name) for name in DOCUMENTS)])
@example([*(("take_in", name) for name in DOCUMENTS), ("undo_batch", "agenda,extra agenda,minutes,revised")])
@example([("take_in", "agenda"), ("take_in", "revised"), ("delete_meeting", "ordinary"), ("take_in", "agenda")])
@example([("take_in", "agenda"), ("edit", FERRY.case), ("take_in", "revised"), ("undo", "agenda"), ("undo", "revised")])
def test_nothing_is_mixed_or_lost_and_no_address_is_dead(steps: list[tuple[str, str]]) -> None:
    with an_empty_archive() as archive:
        for step, subject in steps:
            archive.take(step, subject)
            archive.check()
        archive.check_addresses()
