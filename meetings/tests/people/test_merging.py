"""One person under two names: merged by an editor, kept by imports, undone without a trace."""

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.core import serializers
from django.db import IntegrityError, connection, transaction
from django.test import Client

from meetings.models import Appointment, Conflict, Participant, Person, PersonMerge, SearchRow
from meetings.models.choices import MergeState
from meetings.models.locks import Lock
from meetings.people.merging import MergeRefused, merge, refuse, swap, undo
from meetings.search.indexing import drifted_items
from meetings.search.items import find_items
from meetings.search.query import parse_query
from meetings.tests import factories
from meetings.tests.documents import DAY, ITEMS, PRESENT, Item, document_text, import_text
from meetings.tests.reading import html_of, text_of

pytestmark = pytest.mark.django_db

LATER = date(2025, 6, 13)
BO, BO_K = "Bo Lind (V), Rebild Kommune", "Bo Krag Lind (V), Rebild Kommune"
APPOINTING = Item("3.1", "Udpegning til Havnen", decision="KKR Prøveby udpegede Bo Krag Lind (V) til Havnen.")


def minutes(*present: str, day: date = DAY, presentation: str = "") -> str:
    """Minutes with Anna Holm and these; with another presentation they are a newer document."""
    items = [*ITEMS[:2], Item("2.2", ITEMS[2].title, presentation=presentation, decision=ITEMS[2].decision)]
    return document_text(day=day, items=items, present=[PRESENT[0], *present])


def person(name: str) -> Person:
    return Person.objects.get(name=name)


def bo_and_bo_k() -> tuple[Person, Person]:
    """»Bo Lind« of one meeting and »Bo Krag Lind« of a later one."""
    import_text(minutes(BO), "marts.txt")
    import_text(minutes(BO_K, day=LATER), "juni.txt")
    return person("Bo Lind"), person("Bo Krag Lind")


def listed() -> list[tuple[str, str]]:
    """Day and name of everybody on a list of participants."""
    rows = Participant.objects.order_by("meeting__date", "position").values_list("meeting__date", "person__name")
    return [(day.isoformat()[5:], name) for day, name in rows if name.startswith("Bo")]


def rows() -> str:
    """Every row that a merge may touch, apart from the pair itself."""
    models = (Person, Participant, Appointment, SearchRow)
    return str(
        serializers.serialize("json", [row for model in models for row in model._default_manager.order_by("pk")])
    )


class TestAMerge:
    def test_moves_participations_appointments_and_predecessors(self) -> None:
        kept, merged = factories.make_person("Bo Krag Lind"), factories.make_person("Bo Lind")
        participant = factories.make_participant(factories.make_meeting(), merged)
        appointment = factories.make_appointment(factories.make_item(), merged)
        later = factories.make_appointment(factories.make_item(number="1.2"), replaces=merged)
        merge(kept, merged)
        for record in (participant, appointment, later):
            record.refresh_from_db()
        assert (participant.person, appointment.person, later.replaces) == (kept, kept, kept)

    def test_leads_the_old_address_on_and_asks_browsers_to_look_again(self, client: Client) -> None:
        kept, merged = bo_and_bo_k()
        merge(kept, merged)
        response = client.get("/personer/bo-krag-lind/")
        assert (response.status_code, response["Location"]) == (301, "/personer/bo-lind/")
        assert "no-cache" in response["Cache-Control"]

    def test_leads_through_a_chain(self, client: Client) -> None:
        first, second, third = (factories.make_person(name) for name in ("Bo Lind", "Bo K. Lind", "Bo Krag Lind"))
        merge(second, first)
        merge(third, second)
        assert client.get("/personer/bo-lind/")["Location"] == "/personer/bo-krag-lind/"
        assert "Står også som Bo K. Lind og Bo Lind i" in text_of(client, "/personer/bo-krag-lind/")

    def test_leaves_the_merged_one_out_of_lists_counts_and_choices(self, client: Client) -> None:
        kept, merged = (factories.make_person(name) for name in ("Bo Krag Lind", "Bo Lind"))
        factories.make_appointment(factories.make_item(), merged)
        merge(kept, merged)
        text = text_of(client, "/personer/")
        assert text.startswith("Personer 1 person.")
        assert "Bo Lind" not in text
        assert "bo-lind" not in html_of(client, "/udpegninger/")

    def test_leads_a_list_of_appointments_on(self, client: Client) -> None:
        kept, merged = (factories.make_person(name) for name in ("Bo Krag Lind", "Bo Lind"))
        factories.make_appointment(factories.make_item(), merged)
        merge(kept, merged)
        response = client.get("/udpegninger/?hverv=havneraadet&person=bo-lind")
        assert response.status_code == 301
        assert response["Location"] == "/udpegninger/?hverv=havneraadet&person=bo-krag-lind"

    def test_makes_the_item_found_by_the_kept_name(self) -> None:
        kept, merged = factories.make_person("Bo Krag Lind"), factories.make_person("Bo Lind")
        factories.make_appointment(factories.make_item(), merged)
        pair = merge(kept, merged)
        assert find_items(parse_query("krag")).count() == 1
        assert not list(drifted_items(100))
        undo(pair)
        assert find_items(parse_query("krag")).count() == 0
        assert not list(drifted_items(100))

    def test_remembers_who_decided_and_why(self) -> None:
        editor = User.objects.create_user("ida")
        kept, merged = factories.make_person("Bo Krag Lind"), factories.make_person("Bo Lind")
        pair = merge(kept, merged, editor)
        assert (pair.state, pair.decided_by, pair.reason) == (MergeState.MERGED, editor, "Valgt af en redaktør.")
        assert pair.decided_at


class TestRefused:
    def refusal(self, kept: Person, merged: Person) -> str:
        before = rows()
        with pytest.raises(MergeRefused) as refused:
            merge(kept, merged)
        assert rows() == before
        assert not PersonMerge.objects.filter(state=MergeState.MERGED, kept=kept).exists()
        return str(refused.value)

    def two(self) -> tuple[Person, Person]:
        return factories.make_person("Bo Lind"), factories.make_person("Bo Krag Lind")

    def test_two_at_one_meeting(self) -> None:
        kept, merged = self.two()
        for one in (kept, merged):
            factories.make_participant(factories.make_meeting(), one)
        factories.make_participant(factories.make_meeting(date(2025, 1, 1)), merged)
        sentence = self.refusal(kept, merged)
        assert sentence.startswith(
            "Bo Lind og Bo Krag Lind står begge på deltagerlisten fra KKR Prøve, 21. juni 2024: "
        )

    def test_two_with_one_seat(self) -> None:
        kept, merged = self.two()
        item = factories.make_item()
        for one in (kept, merged):
            factories.make_appointment(item, one)
        assert "er begge udpeget til Havnerådet under punkt 1.1 Fordeling" in self.refusal(kept, merged)

    def test_one_who_takes_the_others_seat(self) -> None:
        kept, merged = self.two()
        factories.make_appointment(factories.make_item(), kept, replaces=merged)
        assert "afløser hinanden under punkt 1.1" in self.refusal(kept, merged)
        assert "afløser hinanden under punkt 1.1" in self.refusal(merged, kept)

    def test_one_with_herself(self) -> None:
        kept, _ = self.two()
        assert self.refusal(kept, kept) == "Vælg to forskellige personer."

    def test_a_circle(self) -> None:
        kept, merged = self.two()
        merge(kept, merged)
        kept, merged = self.two()
        assert self.refusal(merged, kept) == "Bo Krag Lind er allerede slået sammen med Bo Lind."

    def test_a_longer_circle(self) -> None:
        first, second = self.two()
        third = factories.make_person("Bo K. Lind")
        merge(second, first)
        merge(third, second)
        assert self.refusal(first, third) == "Bo Lind er allerede slået sammen med Bo Krag Lind."

    def test_by_the_database_itself(self) -> None:
        kept, merged = self.two()
        with pytest.raises(IntegrityError), transaction.atomic():
            Person.objects.filter(pk=kept.pk).update(merged_into=kept)
        PersonMerge.objects.create(kept=kept, merged=merged)
        with pytest.raises(IntegrityError), transaction.atomic():
            PersonMerge.objects.create(kept=merged, merged=kept)
        with pytest.raises(IntegrityError), transaction.atomic():
            PersonMerge.objects.create(kept=kept, merged=kept)


class TestImportsAfterAMerge:
    @pytest.mark.parametrize(
        ("file", "name"),
        [
            pytest.param(minutes(BO_K, day=LATER), "juni.txt", id="the same document"),
            pytest.param(minutes(BO_K, day=LATER, presentation="Nyt."), "ny.txt", id="a newer one, the same name"),
            pytest.param(minutes(BO, day=LATER, presentation="Nyt."), "ny.txt", id="a newer one, the kept name"),
        ],
    )
    def test_change_nothing_about_the_person(self, file: str, name: str) -> None:
        merge(*bo_and_bo_k())
        import_text(file, name)
        import_text(file, name)
        assert listed() == [("03-14", "Bo Lind"), ("06-13", "Bo Lind")]
        assert not Conflict.objects.exists()
        assert Person.objects.filter(name__startswith="Bo").count() == 2

    def test_read_either_name_for_the_kept_person(self) -> None:
        merge(*bo_and_bo_k())
        import_text(minutes(BO_K, presentation="Nyt."), "marts-ny.txt")
        import_text(minutes(BO_K, day=date(2025, 9, 12)), "september.txt")
        assert {name for _, name in listed()} == {"Bo Lind"}
        assert len(listed()) == 3
        assert not Conflict.objects.exists()

    def test_read_a_third_name_for_the_kept_person(self) -> None:
        kept, merged = bo_and_bo_k()
        merge(kept, merged)
        kept.refresh_from_db()
        kept.former_names = ["Bo K. Lind"]
        kept.save()
        for file in ("a.txt", "b.txt"):
            import_text(minutes("Bo K. Lind (V), Rebild Kommune", day=LATER, presentation="Nyt."), file)
        assert listed() == [("03-14", "Bo Lind"), ("06-13", "Bo Lind")]
        assert not Conflict.objects.exists()

    def test_find_names_through_a_chain(self) -> None:
        kept, merged = bo_and_bo_k()
        merge(kept, merged)
        last = factories.make_person("Bo L.")
        merge(last, kept)
        import_text(minutes(BO_K, day=date(2025, 9, 12)), "september.txt")
        assert [name for _, name in listed()] == ["Bo L."] * 3

    def test_keep_appointments_and_predecessors(self) -> None:
        import_text(document_text(items=[*ITEMS, APPOINTING], present=[PRESENT[0], BO]))
        appointment = Appointment.objects.get()
        merge(person("Bo Lind"), person("Bo Krag Lind"))
        for name, file in (("Bo Krag Lind", "a.txt"), ("Bo Lind", "b.txt")):
            decision = f"KKR Prøveby udpegede {name} (V) til Havnen."
            newer = Item("3.1", APPOINTING.title, presentation="Nyt.", decision=decision)
            import_text(document_text(items=[*ITEMS, newer], present=[PRESENT[0], BO]), file, replace=True)
            assert [(one.pk, str(one.person)) for one in Appointment.objects.all()] == [(appointment.pk, "Bo Lind")]
        assert not Conflict.objects.exists()

    @pytest.mark.parametrize("again", [minutes(BO, BO_K), minutes(BO, BO_K, presentation="Nyt.")])
    def test_keep_both_where_one_list_has_both(self, client: Client, again: str) -> None:
        merge(factories.make_person("Bo Lind"), factories.make_person("Bo Krag Lind"))
        import_text(minutes(BO, BO_K), "marts.txt")
        import_text(again, "igen.txt")
        assert listed() == [("03-14", "Bo Lind"), ("03-14", "Bo Krag Lind")]
        assert Person.objects.filter(name__startswith="Bo").count() == 2
        assert client.get("/personer/bo-krag-lind/").status_code == 301

    def test_list_one_person_once_where_a_newer_list_has_both(self) -> None:
        merge(*bo_and_bo_k())
        import_text(minutes(BO, BO_K, day=LATER, presentation="Nyt."), "ny.txt")
        assert listed() == [("03-14", "Bo Lind"), ("06-13", "Bo Lind")]

    def test_take_somebody_off_a_list_that_no_longer_names_them(self) -> None:
        merge(*bo_and_bo_k())
        import_text(minutes("Ida Ås (V), Rebild Kommune", day=LATER, presentation="Nyt."), "ny.txt")
        assert listed() == [("03-14", "Bo Lind")]

    def test_leave_a_deleted_participant_deleted_under_either_name(self) -> None:
        merge(*bo_and_bo_k())
        Participant.objects.get(meeting__date=LATER, person__name="Bo Lind").delete()
        import_text(minutes(BO, day=LATER, presentation="Nyt."), "ny.txt")
        assert listed() == [("03-14", "Bo Lind")]

    def test_leave_the_merge_alone_also_when_edits_are_overwritten(self) -> None:
        merge(*bo_and_bo_k())
        import_text(minutes(BO_K, day=LATER), "juni.txt", overwrite_edits=True)
        assert listed() == [("03-14", "Bo Lind"), ("06-13", "Bo Lind")]


class TestUndo:
    def test_restores_every_row(self) -> None:
        import_text(document_text(items=[*ITEMS, APPOINTING], present=[PRESENT[0], BO]))
        import_text(minutes(BO_K, day=LATER), "juni.txt")
        factories.make_participant(factories.make_meeting(), person("Bo Krag Lind"))  # by hand
        before = rows()
        pair = merge(person("Bo Lind"), person("Bo Krag Lind"))
        assert rows() != before
        assert undo(pair).state == MergeState.UNDONE
        assert rows() == before

    def test_gives_the_addresses_back(self, client: Client) -> None:
        undo(merge(*bo_and_bo_k()))
        for slug in ("bo-lind", "bo-krag-lind"):
            assert "Står også som" not in text_of(client, f"/personer/{slug}/")

    def test_leaves_what_an_editor_gave_to_somebody_else(self) -> None:
        pair = merge(*bo_and_bo_k())
        moved = Participant.objects.get(meeting__date=LATER, person__name="Bo Lind")
        moved.person = factories.make_person("Bodil Lund")
        moved.save()
        undo(pair)
        assert listed() == [("03-14", "Bo Lind"), ("06-13", "Bodil Lund")]

    def test_leaves_what_an_editor_had_given_to_the_kept_one_before(self) -> None:
        kept, merged = bo_and_bo_k()
        Participant.objects.filter(person=merged).update(person=kept)
        undo(merge(kept, merged))
        assert listed() == [("03-14", "Bo Lind"), ("06-13", "Bo Lind")]

    def test_goes_by_the_newest_document_for_what_was_moved(self) -> None:
        pair = merge(*bo_and_bo_k())
        import_text(minutes(BO, day=LATER, presentation="Nyt."), "ny.txt")
        undo(pair)
        assert listed() == [("03-14", "Bo Lind"), ("06-13", "Bo Lind")]

    def test_goes_by_the_documents_for_what_was_imported_since(self) -> None:
        pair = merge(*bo_and_bo_k())
        import_text(minutes(BO_K, day=date(2025, 9, 12)), "september.txt")
        import_text(minutes(BO, day=date(2025, 12, 12)), "december.txt")
        undo(pair)
        assert listed() == [
            ("03-14", "Bo Lind"),
            ("06-13", "Bo Krag Lind"),
            ("09-12", "Bo Krag Lind"),
            ("12-12", "Bo Lind"),
        ]

    def test_of_the_first_merge_in_a_chain(self) -> None:
        kept, merged = bo_and_bo_k()
        first = merge(kept, merged)
        last = factories.make_person("Bo L.")
        second = merge(last, kept)
        undo(first)
        assert listed() == [("03-14", "Bo L."), ("06-13", "Bo Krag Lind")]
        merge(last, person("Bo Krag Lind"))
        undo(second)
        assert listed() == [("03-14", "Bo Lind"), ("06-13", "Bo L.")]

    def test_of_what_is_not_merged_is_refused(self) -> None:
        pair = merge(*bo_and_bo_k())
        undo(pair)
        with pytest.raises(MergeRefused, match="Bo Lind og Bo Krag Lind er ikke slået sammen"):
            undo(pair)

    def test_and_merging_again_are_one_pair(self) -> None:
        kept, merged = bo_and_bo_k()
        undo(merge(kept, merged))
        pair = merge(person("Bo Krag Lind"), person("Bo Lind"))
        assert PersonMerge.objects.get() == pair
        undo(pair)
        assert listed() == [("03-14", "Bo Lind"), ("06-13", "Bo Krag Lind")]


def another_process_may(share: str) -> bool:
    """Whether another connection gets the lock on people now, `_shared` or alone."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            # A function's name can't be a parameter; it is one of two that the tests below write.
            cursor.execute(f"SELECT pg_try_advisory_lock{share}(%s, 0)", [Lock.PEOPLE])
            return bool(cursor.fetchone()[0])
    finally:
        other.close()


def test_nobody_is_merged_while_an_import_is_writing() -> None:
    assert another_process_may("")
    import_text(minutes(BO))
    assert another_process_may("_shared")
    assert not another_process_may("")


def test_nothing_is_imported_while_somebody_is_merged_or_parted() -> None:
    pair = merge(factories.make_person("Bo Lind"), factories.make_person("Bo Krag Lind"))
    assert not another_process_may("_shared")
    undo(pair)
    assert not another_process_may("_shared")


def test_a_swap_keeps_the_other_name_and_every_record() -> None:
    pair = merge(*bo_and_bo_k())
    swap(pair)
    assert listed() == [("03-14", "Bo Krag Lind"), ("06-13", "Bo Krag Lind")]
    undo(PersonMerge.objects.get())
    assert listed() == [("03-14", "Bo Lind"), ("06-13", "Bo Krag Lind")]


def test_a_merged_pair_cannot_be_called_two_people() -> None:
    pair = merge(*bo_and_bo_k())
    with pytest.raises(MergeRefused, match="Fortryd det først"):
        refuse(pair)
