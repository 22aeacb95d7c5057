"""Whatever is imported, edited and deleted in whatever order: no edit is lost, nothing doubled, addresses stay."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.models import AgendaItem, Decision, Document, Meeting, Participant
from meetings.tests.documents import ITEMS, PRESENT, Item, document_text, import_text

pytestmark = pytest.mark.django_db

NUMBERS = [item.number for item in ITEMS]
REWORDED = [ITEMS[0], Item("2.1", ITEMS[1].title, "Det indstilles at drøfte sagen.", "Nye ord."), ITEMS[2]]
DOCUMENTS = {
    "agenda": document_text("agenda"),
    "minutes": document_text(),
    "reworded": document_text(items=REWORDED),
    "fewer present": document_text(present=PRESENT[:1]),
}
STEPS = st.one_of(
    st.tuples(st.just("import"), st.sampled_from(sorted(DOCUMENTS))),
    st.tuples(st.just("edit"), st.sampled_from(NUMBERS)),
    st.tuples(st.just("decide"), st.sampled_from(NUMBERS)),
    st.tuples(st.just("renumber"), st.sampled_from(NUMBERS)),
    st.tuples(st.just("delete"), st.sampled_from(NUMBERS)),
    st.tuples(st.just("dismiss"), st.sampled_from(["Anna Holm", "Bo Lind", "Carl Krag"])),
)


class Archive:
    """The archive, and what somebody who wrote everything down would expect of it."""

    def __init__(self) -> None:
        self.keys: dict[str, int] = {}
        self.numbers: dict[int, str] = {}
        self.texts: dict[int, str] = {}
        self.decisions: dict[int, str] = {}
        self.deleted: set[str] = set()
        self.dismissed: set[str] = set()

    def take(self, step: str, subject: str) -> None:
        getattr(self, f"_{step}")(subject)
        for item in AgendaItem.objects.all():
            self.keys.setdefault(item.imported["number"], item.pk)

    def _import(self, name: str) -> None:
        import_text(DOCUMENTS[name], f"{name}.txt")

    def _edit(self, number: str) -> None:
        for item in AgendaItem.objects.filter(pk=self.keys.get(number, 0)):
            item.presentation = self.texts[item.pk] = f"Rettet, {len(self.texts)}."
            item.save()

    def _decide(self, number: str) -> None:
        for decision in Decision.objects.filter(item=self.keys.get(number, 0)):
            decision.outcome = self.decisions[decision.pk] = "noted"
            decision.save()

    def _renumber(self, number: str) -> None:
        for item in AgendaItem.objects.filter(pk=self.keys.get(number, 0)):
            item.number = self.numbers[item.pk] = f"9{number}"
            item.save()

    def _delete(self, number: str) -> None:
        for item in AgendaItem.objects.filter(pk=self.keys.get(number, 0)):
            for decision in Decision.objects.filter(item=item):
                self.decisions.pop(decision.pk, None)
            self.texts.pop(item.pk, None)
            self.numbers.pop(item.pk, None)
            item.delete()
            self.deleted.add(number)

    def _dismiss(self, name: str) -> None:
        if Participant.objects.filter(person__name=name).delete()[0]:
            self.dismissed.add(name)

    def check(self) -> None:
        items = {item.pk: item for item in AgendaItem.objects.all()}
        assert {pk: items[pk].presentation for pk in self.texts} == self.texts
        assert {pk: items[pk].number for pk in self.numbers} == self.numbers
        decisions = dict(Decision.objects.values_list("pk", "outcome"))
        assert {pk: decisions[pk] for pk in self.decisions} == self.decisions

        assert {item.imported["number"]: item.pk for item in items.values()} == {
            number: pk for number, pk in self.keys.items() if number not in self.deleted
        }
        assert len(items) == len(self.keys) - len(self.deleted)
        names = list(Participant.objects.values_list("person__name", flat=True))
        assert len(names) == len(set(names))
        assert not self.dismissed & set(names)
        assert Meeting.objects.count() <= 1
        assert Document.objects.count() <= len(DOCUMENTS)


@contextmanager
def an_empty_archive() -> Iterator[Archive]:
    """An archive whose every trace is gone at the end: hypothesis tries many in one test."""
    with transaction.atomic():
        yield Archive()
        transaction.set_rollback(True)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, max_size=10))
def test_no_edit_is_lost_nothing_is_doubled_and_addresses_stay(steps: list[tuple[str, str]]) -> None:
    with an_empty_archive() as archive:
        for step, subject in [("import", "agenda"), *steps, ("import", "minutes"), ("import", "reworded")]:
            archive.take(step, subject)
            archive.check()
