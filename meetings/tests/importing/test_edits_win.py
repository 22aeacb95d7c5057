"""Whatever is imported, edited and deleted in whatever order: no edit is lost, nothing doubled, addresses stay."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from meetings.importing.apply import import_file
from meetings.importing.refusals import Refused
from meetings.models import AgendaItem, Decision, Document, Meeting, Participant
from meetings.tests.documents import ITEMS, PRESENT, Item, document_text, read_text
from meetings.tests.examples import in_the_suite
from meetings.tests.undoing import undone

pytestmark = pytest.mark.django_db

Step = tuple[str, str]

TITLES = [item.title for item in ITEMS]
REWORDED = [ITEMS[0], Item("2.1", ITEMS[1].title, "Det indstilles at drøfte sagen.", "Nye ord."), ITEMS[2]]
INSERTED = Item("2.1", "Lejrskoler på Læsø", case="SAG-2025-00999 abc")
RENUMBERED = [ITEMS[0], INSERTED, replace(ITEMS[1], number="2.2"), replace(ITEMS[2], number="2.3")]
DOCUMENTS = {
    "agenda": document_text("agenda"),
    "minutes": document_text(),
    "reworded": document_text(items=REWORDED),
    "fewer present": document_text(present=PRESENT[:1]),
    "renumbered": document_text(items=RENUMBERED),
    "draft": document_text(cover="Udkast til referat"),
    "renumbered draft": document_text(items=RENUMBERED, cover="Udkast til referat"),
}
ANY_DOCUMENT = st.sampled_from(sorted(DOCUMENTS))
ANY_TITLE = st.sampled_from([*TITLES, INSERTED.title])
STEPS = st.one_of(
    st.tuples(st.just("import"), ANY_DOCUMENT),
    st.tuples(st.just("edit"), ANY_TITLE),
    st.tuples(st.just("decide"), ANY_TITLE),
    st.tuples(st.just("renumber"), ANY_TITLE),
    st.tuples(st.just("delete"), ANY_TITLE),
    st.tuples(st.just("dismiss"), st.sampled_from(["Anna Holm", "Bo Lind", "Carl Krag"])),
    st.tuples(st.just("make"), st.sampled_from(["2.3", "7.1"])),
)


class Archive:
    """The archive, and what somebody who wrote everything down would expect of it.

    An item is known by the title that documents give it, which nobody edits here.
    """

    def __init__(self) -> None:
        self.keys: dict[str, int] = {}
        self.numbers: dict[int, str] = {}
        self.texts: dict[int, str] = {}
        self.decisions: dict[int, str] = {}
        self.deleted: set[str] = set()
        self.dismissed: set[str] = set()
        self.shown: dict[str, set[str]] = {}
        """The titles of the items that each address has shown."""
        self.numbered: dict[str, set[str]] = {}
        """The titles of the items that have had each number."""

    def take(self, step: str, subject: str) -> None:
        getattr(self, f"_{step}")(subject)
        for item in AgendaItem.objects.select_related("meeting__council"):
            self.keys.setdefault(item.title, item.pk)
            self.shown.setdefault(item.get_absolute_url(), set()).add(item.title)
            self.numbered.setdefault(item.number, set()).add(item.title)

    def _import(self, name: str) -> None:
        file = read_text(DOCUMENTS[name], f"{name}.txt")
        try:
            import_file(file, replace=True)
        except Refused:
            given_by_hand = set(self.numbers.values())
            assert given_by_hand & {item.number for item in file.document.items}

    def _edit(self, title: str) -> None:
        for item in AgendaItem.objects.filter(pk=self.keys.get(title, 0)):
            item.presentation = self.texts[item.pk] = f"Rettet, {len(self.texts)}."
            item.save()

    def _decide(self, title: str) -> None:
        for decision in Decision.objects.filter(item=self.keys.get(title, 0)):
            decision.outcome = self.decisions[decision.pk] = "noted"
            decision.save()

    def _renumber(self, title: str) -> None:
        for item in AgendaItem.objects.filter(pk=self.keys.get(title, 0)).exclude(pk__in=self.numbers):
            item.number = self.numbers[item.pk] = f"9{item.number}"
            item.save()

    def _delete(self, title: str) -> None:
        for item in AgendaItem.objects.filter(pk=self.keys.get(title, 0)):
            for decision in Decision.objects.filter(item=item):
                self.decisions.pop(decision.pk, None)
            self.texts.pop(item.pk, None)
            self.numbers.pop(item.pk, None)
            item.delete()
            self.deleted.add(title)

    def _dismiss(self, name: str) -> None:
        if Participant.objects.filter(person__name=name).delete()[0]:
            self.dismissed.add(name)

    def _make(self, number: str) -> None:
        title = f"Punkt {number} fra hånden"
        meeting = Meeting.objects.first()
        if meeting and title not in self.keys and not meeting.items.filter(number=number).exists():
            made = AgendaItem.objects.create(meeting=meeting, number=number, title=title, presentation="Fra hånden.")
            self.numbers[made.pk], self.texts[made.pk] = number, made.presentation

    def check(self) -> None:
        items = {item.pk: item for item in AgendaItem.objects.all()}
        assert {pk: items[pk].presentation for pk in self.texts} == self.texts
        assert {pk: items[pk].number for pk in self.numbers} == self.numbers
        decisions = dict(Decision.objects.values_list("pk", "outcome"))
        assert {pk: decisions[pk] for pk in self.decisions} == self.decisions

        assert {item.title: item.pk for item in items.values()} == {
            title: pk for title, pk in self.keys.items() if title not in self.deleted
        }
        assert all(item.imported.get("title", item.title) == item.title for item in items.values())
        assert not Decision.objects.filter(item__title__endswith="fra hånden").exists()
        assert len(items) == len(self.keys) - len(self.deleted)
        names = list(Participant.objects.values_list("person__name", flat=True))
        assert len(names) == len(set(names))
        assert not self.dismissed & set(names)
        assert Meeting.objects.count() <= 1
        assert Document.objects.count() <= len(DOCUMENTS)

    def check_addresses(self) -> None:
        """An address that showed an item answers as long as one of those that it showed is in the archive.

        It leads to an item that has or had the number in the address: the one that it showed, unless a document
        or an editor gave that number to another item too.
        """
        titles = {item.get_absolute_url(): item.title for item in AgendaItem.objects.all()}
        client = Client()
        for address, shown in self.shown.items():
            response = client.get(address, follow=True)
            last = response.redirect_chain[-1][0] if response.redirect_chain else address
            if shown - self.deleted:
                assert response.status_code == 200, address
            if response.status_code == 200:
                number = address.strip("/").split("/")[-1].removesuffix("-udgaaet").replace("-", ".")
                assert titles[last] in self.numbered[number], (address, last)


@contextmanager
def an_empty_archive() -> Iterator[Archive]:
    """An archive whose every trace is gone at the end: hypothesis tries many in one test."""
    with undone():
        yield Archive()


@settings(max_examples=in_the_suite(15), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ANY_DOCUMENT, st.lists(STEPS, max_size=10))
@example("agenda", [("import", "renumbered draft")])
@example("agenda", [("make", "2.3"), ("import", "renumbered")])
@example("minutes", [("import", "renumbered"), ("import", "agenda")])
@example("renumbered draft", [("import", "minutes"), ("make", "2.3"), ("delete", TITLES[2]), ("import", "agenda")])
@example("minutes", [("import", "renumbered draft"), ("delete", TITLES[2])])
@example("agenda", [("import", "renumbered draft"), ("import", "minutes"), ("delete", TITLES[2])])
def test_no_edit_is_lost_nothing_is_doubled_and_addresses_stay(first: str, steps: list[Step]) -> None:
    with an_empty_archive() as archive:
        for step, subject in [("import", first), *steps, ("import", "minutes"), ("import", "reworded")]:
            archive.take(step, subject)
            archive.check()
        archive.check_addresses()
