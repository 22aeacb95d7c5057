"""Whatever is imported, merged, split, undone and edited in whatever order: nobody is lost or doubled."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.models import Conflict, Participant, Person, PersonMerge
from meetings.models.choices import MergeState
from meetings.models.unique_names import name_of
from meetings.people.merging import MergeRefused, merge, rejoin, undo
from meetings.people.splitting import SPLIT_BY_HAND, SplitRefused, split
from meetings.tests.documents import DAY, document_text, import_text
from meetings.tests.examples import in_the_suite
from meetings.tests.people.test_merging import BO, BO_K, LATER, minutes, rows
from meetings.tests.undoing import undone

pytestmark = pytest.mark.django_db

NAMES = {"Bo Lind": BO, "Bo Krag Lind": BO_K, "Bo K. Lind": "Bo K. Lind (V), Rebild Kommune"}
DAYS = {"marts": DAY, "juni": LATER}
PAIRS = [(one, other) for one in NAMES for other in NAMES if one != other]
STEPS = st.one_of(
    st.tuples(st.just("agenda"), st.sampled_from(sorted(DAYS)), st.just("")),
    st.tuples(st.just("minutes"), st.sampled_from(sorted(DAYS)), st.sampled_from(sorted(NAMES))),
    st.tuples(st.just("merge"), st.sampled_from(PAIRS), st.just("")),
    st.tuples(st.just("undo"), st.sampled_from(PAIRS), st.just("")),
    st.tuples(st.just("edit"), st.sampled_from(sorted(DAYS)), st.just("")),
    st.tuples(st.just("split"), st.sampled_from(sorted(DAYS)), st.just("")),
    st.tuples(st.just("rejoin"), st.sampled_from(sorted(DAYS)), st.just("")),
)


class Archive:
    """The archive under imports, merges, splits, undos and edits in any order, and what must hold after each."""

    def __init__(self) -> None:
        self.files: set[tuple[str, str]] = set()
        self.read: dict[str, str] = {}
        self.edited: set[int] = set()
        self.slugs: set[str] = set()
        self.told: dict[tuple[str, str], int] = {}
        """Whom an editor who split somebody said that a name stands for in a month."""
        self.splits = 0

    def take(self, step: str, subject: str | tuple[str, str], name: str) -> None:
        getattr(self, f"_{step}")(subject, name)
        self.slugs |= set(Person.objects.values_list("slug", flat=True))

    def _agenda(self, month: str, _: str) -> None:
        import_text(document_text("agenda", day=DAYS[month]), f"dagsorden-{month}.txt")

    def _minutes(self, month: str, name: str) -> None:
        import_text(minutes(NAMES[name], day=DAYS[month]), f"{month}-{name}.txt")
        if (month, name) not in self.files:  # one that is imported again says nothing new
            self.read[month] = name
        self.files.add((month, name))

    def _merge(self, names: tuple[str, str], _: str) -> None:
        people = {one.name: one for one in Person.objects.filter(unique_name__in=names)}
        if len(people) < 2:
            return
        kept, merged = (people[name] for name in names)
        before = rows()
        try:
            pair = merge(kept, merged)
        except MergeRefused:
            assert rows() == before
        else:
            undo(pair)
            assert rows() == before
            merge(kept, merged)

    def _undo(self, names: tuple[str, str], _: str) -> None:
        for pair in PersonMerge.objects.filter(
            kept__unique_name=names[0], merged__unique_name=names[1], state=MergeState.MERGED
        ):
            undo(pair)

    def _edit(self, month: str, _: str) -> None:
        for participant in Participant.objects.filter(meeting__date=DAYS[month], person__name__startswith="Bo"):
            participant.role = "formand"
            participant.save()
            self.edited.add(participant.pk)

    def _split(self, month: str, _: str) -> None:
        seats = Participant.objects.filter(meeting__date=DAYS[month], person__name__startswith="Bo")
        seat = next((seat for seat in seats if name_of(seat.imported["person"]) == self.read.get(month)), None)
        if seat is None or seat.pk in self.edited:
            return
        others = list(Participant.objects.filter(person=seat.person).exclude(pk=seat.pk).select_related("meeting"))
        if not others:
            with pytest.raises(SplitRefused):
                split(seat.person, {"participants": [seat.pk]})
            return
        before = where()
        pair = split(seat.person, {"participants": [seat.pk]})
        rejoin(pair)
        assert where() == before
        undo(pair)
        self.splits += 1
        for one in (seat, *others):
            (day,) = [name for name, date in DAYS.items() if date == one.meeting.date]
            self.told[day, name_of(one.imported["person"])] = pair.merged_id if one == seat else pair.kept_id

    def _rejoin(self, month: str, _: str) -> None:
        for pair in PersonMerge.objects.filter(state=MergeState.UNDONE, reason=SPLIT_BY_HAND):
            if not (pair.kept.merged_into or pair.merged.merged_into):
                with suppress(MergeRefused):
                    merge(pair.kept, pair.merged)

    def check(self) -> None:
        known = Person.objects.keys_by_name(NAMES)
        current = Person.objects.current_keys(self.told.values())
        seats = list(Participant.objects.filter(person__name__startswith="Bo").select_related("person", "meeting"))
        assert all(seat.person.merged_into is None for seat in seats)
        for month, name in self.read.items():
            listed = [seat for seat in seats if seat.meeting.date == DAYS[month]]
            meant = current[self.told[month, name]] if (month, name) in self.told else known[name]
            assert meant in {seat.person_id for seat in listed}
            assert len([seat for seat in listed if seat.pk not in self.edited or seat.person_id == meant]) == 1
        assert {seat.pk for seat in seats if seat.role == "formand"} == self.edited
        assert Person.objects.filter(name__startswith="Bo").count() <= len(NAMES) + self.splits
        assert not Conflict.objects.filter(field="person").exists()

    def check_addresses(self, client: Client) -> None:
        for slug in self.slugs:
            assert client.get(f"/personer/{slug}/", follow=True).status_code == 200


def where() -> list[tuple[int, int]]:
    """Whose each participation is."""
    return list(Participant.objects.order_by("pk").values_list("pk", "person"))


@contextmanager
def an_empty_archive() -> Iterator[Archive]:
    """An archive whose every trace is gone at the end: hypothesis tries many in one test."""
    with undone():
        yield Archive()


@settings(max_examples=in_the_suite(15), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, max_size=8))
def test_whatever_is_imported_merged_split_undone_and_edited_nobody_is_lost_or_doubled(
    client: Client, steps: list[tuple[str, str | tuple[str, str], str]]
) -> None:
    with an_empty_archive() as archive:
        first = [("minutes", "marts", "Bo Lind"), ("minutes", "juni", "Bo Krag Lind")]
        for step, subject, name in [*first, *steps]:
            archive.take(step, subject, name)
            archive.check()
        archive.check_addresses(client)
