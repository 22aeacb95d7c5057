"""What the archive lacks, as the editors' page »Fuldstændighed« lists it."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from meetings.models import AgendaItem, Appointment
from meetings.models.choices import DocumentKind
from meetings.tests import factories
from meetings.tests.editing import admin_address, open_page
from meetings.tests.reading import query_count, words

pytestmark = pytest.mark.django_db

PAGE = "/admin/meetings/meeting/fuldstaendighed/"


def part(client: Client, title: str) -> str:
    """The words of one part of the page, below its heading."""
    html = open_page(client, PAGE)
    return words(html.partition(f"<h2>{title}")[2].partition("</section>")[0])


def test_a_meeting_that_was_held_and_has_no_minutes_is_listed(admin_client: Client) -> None:
    lacking, complete = factories.make_meeting(date(2024, 3, 1)), factories.make_meeting(date(2024, 6, 21))
    factories.make_document(lacking, kind=DocumentKind.AGENDA)
    factories.make_document(complete, kind=DocumentKind.AGENDA)
    factories.make_document(complete, kind=DocumentKind.MINUTES)
    factories.make_document(factories.make_meeting(date(9998, 6, 19)), kind=DocumentKind.AGENDA)
    factories.make_meeting(date(2024, 9, 6))
    found = part(admin_client, "Møder uden referat")
    assert found.startswith("(1)")
    assert found.endswith("KKR Prøve, 1. marts 2024")


def test_a_draft_of_the_minutes_is_no_minutes(admin_client: Client) -> None:
    factories.make_document(factories.make_meeting(date(2024, 3, 1)), kind=DocumentKind.MINUTES, is_draft=True)
    assert part(admin_client, "Møder uden referat").endswith("KKR Prøve, 1. marts 2024")


def test_a_meeting_that_items_name_and_the_archive_lacks_is_listed_with_them(admin_client: Client) -> None:
    held = factories.make_item("Bro", "1.1", date(2024, 3, 1))
    factories.make_item("Havn", "1.2", references=[held.meeting.date, date(2023, 9, 8)])
    factories.make_item("Vej", "1.3", references=[date(2023, 9, 8), date(9998, 6, 19)])
    elsewhere = factories.make_meeting(date(2023, 9, 8), council=factories.make_council("KKR Andet"))
    factories.make_item("Et andet råds", "1.1", meeting=elsewhere)
    found = part(admin_client, "Møder, som arkivet mangler")
    assert found.startswith("(2)")
    assert "KKR Prøve, 19. juni 9998 (endnu ikke holdt): KKR Prøve, 21. juni 2024, pkt. 1.3 Vej" in found
    assert "8. september 2023: KKR Prøve, 21. juni 2024, pkt. 1.2 Havn; KKR Prøve, 21. juni 2024, pkt. 1.3 Vej" in found
    assert "1. marts" not in found


def test_a_joint_meeting_is_held_by_each_of_its_councils(admin_client: Client) -> None:
    factories.make_item("Havn", "1.2", references=[date(2023, 9, 8)])
    joint = factories.make_meeting(date(2023, 9, 8), council=factories.make_council("KKR Andet"))
    joint.joint_councils.add(factories.make_council())
    assert part(admin_client, "Møder, som arkivet mangler").startswith("(0)")


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        pytest.param(["1.1", "1.2", "2.1"], None, id="no gap"),
        pytest.param(["1.1", "1.3"], "1.2 mangler", id="one number"),
        pytest.param(["1.1", "1.5"], "1.2–1.4 mangler", id="several numbers"),
        pytest.param(["1.2"], "1.1 mangler", id="the first of a section"),
        pytest.param(["1.10", "1.9", *(f"1.{place}" for place in range(1, 9))], None, id="counted, not spelled"),
        pytest.param(["89", "91"], None, id="another numbering"),
    ],
)
def test_a_gap_in_the_numbering_is_listed(admin_client: Client, numbers: list[str], expected: str | None) -> None:
    for number in numbers:
        factories.make_item("Punkt", number)
    found = part(admin_client, "Huller i nummereringen")
    assert found.startswith(f"(1) Et punkt kan være overset i læsningen eller mangle i dokumentet. {expected}") == bool(
        expected
    )
    assert ("Ingen." in found) == (expected is None)


def test_documents_with_warnings_are_listed(admin_client: Client) -> None:
    warned = factories.make_document(warnings=[{"page": 2, "line": 7, "message": "Noget."}], name="a.txt")
    factories.make_document(name="b.txt")
    found = part(admin_client, "Dokumenter med advarsler")
    assert found.endswith("1 advarsel: KKR Prøve, 21. juni 2024: Referat: a.txt")
    assert f"/admin/meetings/document/{warned.pk}/change/#advarsler" in open_page(admin_client, PAGE)


def test_references_that_point_at_nothing_are_listed(admin_client: Client) -> None:
    factories.make_item("Bro", "1.1", date(2024, 3, 1), case_number="19/3143")
    factories.make_item(
        "Havn",
        "1.2",
        item_references=["1.2", "7.7"],
        distant_items=["2024-03-01 1.1", "2024-03-01 8.8", "2020-01-01 9.9"],
        case_references=["19/3143", "19/0000"],
    )
    found = part(admin_client, "Henvisninger, der ikke peger på noget")
    assert found.startswith("(3)")
    for missing in ("Pkt. 7.7: ", "Pkt. 8.8, 1.3.2024: ", "Sag 19/0000: "):
        assert f"{missing}KKR Prøve, 21. juni 2024, pkt. 1.2 Havn" in found


def test_an_empty_archive_lacks_nothing(admin_client: Client) -> None:
    assert words(open_page(admin_client, PAGE)).count("Ingen.") == 5


def test_the_page_asks_the_same_few_questions_of_a_large_archive(admin_client: Client) -> None:
    factories.make_archive([1])
    AgendaItem.objects.update(item_references=["7.7"], references=[date(2020, 1, 1)])
    factories.make_item("Punkt", "3.3")
    small = query_count(admin_client, PAGE)
    factories.make_archive(range(2, 6))
    AgendaItem.objects.update(item_references=["7.7"], references=[date(2020, 1, 1)])
    assert query_count(admin_client, PAGE) == small <= 10


def test_the_page_is_linked_from_the_front_of_the_admin_and_the_list_of_meetings(admin_client: Client) -> None:
    assert reverse("admin:meetings_meeting_completeness") == PAGE
    for address in ("/admin/", "/admin/meetings/meeting/"):
        assert f'href="{PAGE}"' in open_page(admin_client, address), address


def test_the_page_is_for_those_who_may_look_at_all_of_it(client: Client) -> None:
    assert client.get(PAGE).status_code == 302
    editor = User.objects.create_user("ida", is_staff=True)
    client.force_login(editor)
    editor.user_permissions.add(Permission.objects.get(codename="view_meeting"))
    assert client.get(PAGE).status_code == 403
    assert f'href="{PAGE}"' not in open_page(client, "/admin/")
    editor.user_permissions.add(*Permission.objects.filter(codename__in=["view_agendaitem", "view_document"]))
    assert client.get(PAGE).status_code == 200


# -- Vacancies and votes in the admin ----------------------------------------------------------------------------------


def test_empty_seats_are_listed_and_filtered(admin_client: Client) -> None:
    item = factories.make_item()
    factories.make_vacancy(item)
    factories.make_appointment(item, factories.make_person("Bo Aa"))
    address = admin_address(Appointment, "changelist")
    assert "Ubesat</a></th>" in open_page(admin_client, address)
    empty = open_page(admin_client, f"{address}?plads=ubesat")
    assert ("Ubesat</a></th>" in empty, "Bo Aa</a></th>" in empty) == (True, False)
    filled = open_page(admin_client, f"{address}?plads=besat")
    assert ("Ubesat</a></th>" in filled, "Bo Aa</a></th>" in filled) == (False, True)
