"""One person made two by an editor: kept by imports, undone without a loss."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from meetings.importing.apply import import_file
from meetings.models import AgendaItem, Appointment, Conflict, Document, Meeting, Participant, Person, PersonMerge
from meetings.models.choices import IdentityCheck, MergeState
from meetings.people.merging import MergeRefused, merge, rejoin, undo
from meetings.people.splitting import SplitRefused, say_is_one, split
from meetings.people.told_seats import told_seats
from meetings.privacy.withholding import withhold
from meetings.tests import factories
from meetings.tests.documents import ITEMS, Item, document_text, read_text
from meetings.tests.sequences import APPROVAL, paper, put_in

pytestmark = pytest.mark.django_db

WINTER, SPRING, SUMMER = date(2031, 2, 6), date(2031, 4, 6), date(2031, 6, 6)
BO, IDA = "Bo Lind (A), Skive Kommune", "Ida Krog (V), Morsø Kommune"
APPOINTING = Item("3.1", "Udpegning til Havnen", decision="KKR Prøveby udpegede Bo Lind (V) til Havnen.")


def minutes(day: date, *present: str) -> str:
    return paper("REFERAT", [APPROVAL], day=day, present=present or (BO, IDA))


def import_all(*days: date) -> None:
    for day in days or (WINTER, SPRING, SUMMER):
        put_in(minutes(day), f"{day}.txt")


def bos() -> dict[str, list[str]]:
    """By address: the days on which each Bo Lind stands on a list."""
    rows = Participant.objects.filter(person__name="Bo Lind").order_by("meeting__date")
    found: dict[str, list[str]] = {}
    for slug, day in rows.values_list("person__slug", "meeting__date"):
        found.setdefault(slug, []).append(f"{day:%m}")
    return found


def seat_of(day: date) -> int:
    """The key of Bo Lind's participation on that day."""
    return Participant.objects.get(person__name="Bo Lind", meeting__date=day).pk


def split_summer() -> PersonMerge:
    """Bo Lind, of whom the meeting in summer was somebody else's."""
    import_all()
    return split(Person.objects.get(name="Bo Lind"), {"participants": [seat_of(SUMMER)]})


class TestASplit:
    def test_gives_the_other_what_was_chosen_and_an_address(self, client: Client) -> None:
        pair = split_summer()
        assert bos() == {"bo-lind": ["02", "04"], "bo-lind-skive": ["06"]}
        assert (pair.state, pair.kept.slug, pair.merged.slug) == (MergeState.SPLIT, "bo-lind", "bo-lind-skive")
        for slug in bos():
            assert "Bo Lind" in client.get(f"/personer/{slug}/").content.decode()

    @pytest.mark.parametrize("relation", ["participants", "appointments", "predecessors"])
    def test_moves_records_of_every_kind(self, relation: str) -> None:
        bo, item = factories.make_person("Bo Lind"), factories.make_item()
        factories.make_participant(item.meeting, bo)
        records: dict[str, Any] = {
            "participants": factories.make_participant(factories.make_meeting(SUMMER), bo),
            "appointments": factories.make_appointment(item, bo),
            "predecessors": factories.make_appointment(factories.make_item(number="1.2"), replaces=bo),
        }
        pair = split(bo, {relation: [records[relation].pk]})
        for name, record in records.items():
            record.refresh_from_db()
            owner = record.replaces if name == "predecessors" else record.person
            assert owner == (pair.merged if name == relation else pair.kept), name

    def test_is_an_edit_of_nothing(self) -> None:
        split_summer()
        for day in (WINTER, SPRING, SUMMER):
            assert put_in(minutes(day), f"{day}.txt").action == "unchanged"
            again = import_file(read_text(minutes(day), f"{day}.txt"), again=True)
            assert again.changes == (), day
        assert not Conflict.objects.exists()
        assert bos() == {"bo-lind": ["02", "04"], "bo-lind-skive": ["06"]}

    def test_is_called_so_wherever_the_record_is_known_by_name(self) -> None:
        split_summer()
        meeting = Meeting.objects.get(date=SUMMER)
        assert "participant Bo Lind {Skive}" in meeting.written
        assert "participant Bo Lind" not in meeting.written
        said = Document.objects.get(meeting=meeting).said
        assert said["participant Bo Lind {Skive}"]["person"] == "Bo Lind {Skive}"
        assert "participant Bo Lind" not in said

    def test_is_kept_when_the_meeting_is_deleted_and_imported_again(self) -> None:
        split_summer()
        Participant.objects.filter(meeting__date=SUMMER).delete()
        AgendaItem.objects.filter(meeting__date=SUMMER).delete()
        Document.objects.filter(meeting__date=SUMMER).delete()
        Meeting.objects.filter(date=SUMMER).delete()
        put_in(minutes(SUMMER), "igen.txt")
        assert bos() == {"bo-lind": ["02", "04"], "bo-lind-skive": ["06"]}

    def test_of_appointments_is_kept_by_what_is_read_again(self) -> None:
        text = document_text(items=[*ITEMS, APPOINTING], present=["Bo Lind (V), Rebild Kommune"])
        put_in(text)
        appointment = Appointment.objects.get()
        pair = split(Person.objects.get(name="Bo Lind"), {"appointments": [appointment.pk]})
        import_file(read_text(text, "dokument.txt"), again=True)
        assert Appointment.objects.get().person == pair.merged
        assert Participant.objects.get(person__name="Bo Lind").person == pair.kept

    def test_of_what_is_read_by_a_name_that_was_merged_is_kept_too(self) -> None:
        import_all(WINTER)
        other = minutes(SUMMER, "Bo Krag Lind (A), Skive Kommune")
        put_in(other, "sommer.txt")
        bo, krag = (Person.objects.get(name=name) for name in ("Bo Lind", "Bo Krag Lind"))
        merge(bo, krag)
        pair = split(bo, {"participants": [seat_of(SUMMER)]})
        assert pair.merged.names == ["Bo Lind", "Bo Krag Lind"]
        assert import_file(read_text(other, "sommer.txt"), again=True).changes == ()
        assert bos() == {"bo-lind": ["02"], "bo-lind-skive": ["06"]}

    def test_of_what_was_split_before_goes_by_the_latest_word(self) -> None:
        pair = split_summer()
        rejoin(pair)
        again = split(pair.kept, {"participants": [seat_of(SUMMER)]})
        assert (pair.merged.slug, again.merged.slug) == ("bo-lind-skive", "bo-lind-skive-2")
        put_in(minutes(SUMMER, BO, IDA, "Eva Krog (V), Morsø Kommune"), "rettet.txt")
        assert bos() == {"bo-lind": ["02", "04"], "bo-lind-skive-2": ["06"]}

    def test_hides_both_where_one_was_hidden(self, client: Client) -> None:
        import_all()
        withhold(Person.objects.get(name="Bo Lind"), sentence="Efter anmodning.", reason="Efter anmodning.")
        split(Person.objects.get(name="Bo Lind"), {"participants": [seat_of(SUMMER)]})
        assert [client.get(f"/personer/{slug}/").status_code for slug in ("bo-lind", "bo-lind-skive")] == [410, 410]

    def test_is_refused_where_nothing_or_all_or_somebody_elses_is_chosen(self) -> None:
        import_all(WINTER, SPRING)
        bo = Person.objects.get(name="Bo Lind")
        idas = Participant.objects.filter(person__name="Ida Krog").values_list("pk", flat=True)
        for chosen in ([], [seat_of(WINTER), seat_of(SPRING)], list(idas)):
            with pytest.raises(SplitRefused, match="mindst én ting"):
                split(bo, {"participants": chosen})
        assert list(bos()) == ["bo-lind"]

    def test_is_refused_of_somebody_who_was_merged(self) -> None:
        pair = split_summer()
        rejoin(pair)
        with pytest.raises(SplitRefused, match="slået sammen med"):
            split(pair.merged, {"participants": [seat_of(SUMMER)]})


class TestUndone:
    def test_a_split_leaves_one_person_and_both_addresses(self, client: Client) -> None:
        pair = split_summer()
        rejoin(pair)
        assert bos() == {"bo-lind": ["02", "04", "06"]}
        assert client.get("/personer/bo-lind-skive/")["Location"] == "/personer/bo-lind/"
        import_all()
        assert bos() == {"bo-lind": ["02", "04", "06"]}

    def test_that_can_be_undone_as_well(self) -> None:
        pair = split_summer()
        rejoin(pair)
        undo(PersonMerge.objects.get(pk=pair.pk))
        assert bos() == {"bo-lind": ["02", "04"], "bo-lind-skive": ["06"]}

    def test_only_where_it_was_split(self) -> None:
        pair = split_summer()
        rejoin(pair)
        pair.refresh_from_db()
        with pytest.raises(MergeRefused, match="ikke delt"):
            rejoin(pair)


class TestTheQuestion:
    def doubted(self) -> Person:
        """One who was in the archive before two could have a name: of two municipalities, and asked about."""
        import_all(WINTER)
        bo = Person.objects.get(name="Bo Lind")
        Person.objects.filter(pk=bo.pk).update(identity_check=IdentityCheck.ASKED)
        meeting = factories.make_meeting(SUMMER)
        factories.make_participant(meeting, bo, municipality=factories.make_municipality("Thisted"))
        return Person.objects.get(pk=bo.pk)

    def test_tells_for_whom_the_person_sat(self) -> None:
        titles = [seat.title for seat in told_seats(self.doubted())]
        assert titles == ["Skive, A, 2031", "Thisted, A, 2031"]

    def test_is_not_asked_of_whom_an_editor_has_said_that_they_are_one(self) -> None:
        bo = self.doubted()
        assert list(Person.objects.doubted()) == [bo]
        say_is_one(bo)
        put_in(minutes(SPRING))
        assert not Person.objects.doubted().exists()
        assert list(bos()) == ["bo-lind"]

    def test_is_answered_by_a_split_unless_what_is_left_contradicts_itself(self) -> None:
        bo = self.doubted()
        third = factories.make_participant(
            factories.make_meeting(SPRING), bo, municipality=factories.make_municipality("Odder")
        )
        split(bo, {"participants": [third.pk]})
        assert list(Person.objects.doubted()) == [bo]
        split(bo, {"participants": [seat_of_town("Thisted")]})
        assert not Person.objects.doubted().exists()


def seat_of_town(name: str) -> int:
    return Participant.objects.get(person__name="Bo Lind", municipality__name=name).pk


def test_whoever_is_told_apart_by_an_editor_is_not_by_an_import() -> None:
    pair = split_summer()
    put_in(minutes(date(2031, 9, 6), "Bo Lind (V), Thisted Kommune"))
    assert bos() == {"bo-lind": ["02", "04"], "bo-lind-skive": ["06"], "bo-lind-thisted": ["09"]}
    pair.refresh_from_db()
    assert pair.state == MergeState.SPLIT
