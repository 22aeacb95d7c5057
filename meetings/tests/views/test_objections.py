"""The form for objections: who may send what, how much, and who sees it."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from meetings.changes.change_pass import run_pass
from meetings.models import Objection
from meetings.models.objections import OBJECTIONS_OF_A_SENDER, OBJECTIONS_OF_ALL, ObjectionState
from meetings.pages.editor_tasks import waiting_tasks
from meetings.tests.reading import text_of

pytestmark = pytest.mark.django_db

FORM = "/privatliv/indsigelse/"
FROM_HERE = {"origin": "http://testserver"}
WRITTEN = {"page": "/kkr-proeve/2024-06-21/4/", "text": "Mit navn skal væk.", "contact": "bo@example.dk"}


def send(client: Client, origin: dict[str, str] = FROM_HERE, **changes: str) -> Any:
    return client.post(FORM, {**WRITTEN, **changes}, headers=origin)


def test_what_is_sent_waits_for_whoever_is_responsible(client: Client) -> None:
    response = send(client)
    assert response.status_code == 302
    assert "Din indsigelse er modtaget" in text_of(client, response["Location"])
    kept = Objection.objects.get()
    assert (kept.page, kept.text, kept.contact, kept.state) == (*WRITTEN.values(), ObjectionState.NEW)
    assert "127.0.0.1" not in kept.sender


def test_the_form_sets_no_cookie_and_names_the_page_that_it_is_about(client: Client) -> None:
    response = client.get(FORM, {"side": "/personer/bo-lind/"})
    assert not response.cookies
    assert 'value="/personer/bo-lind/"' in response.content.decode()
    assert f'href="{FORM}"' in client.get("/privatliv/").content.decode()


REFUSED = [
    pytest.param({"text": ""}, FROM_HERE, 400, id="nothing written"),
    pytest.param({"text": "x" * 4_001}, FROM_HERE, 400, id="too long"),
    pytest.param({"contact": "x" * 201}, FROM_HERE, 400, id="too long a name"),
    pytest.param({"page": "x" * 501}, FROM_HERE, 400, id="too long an address"),
    pytest.param({}, {"origin": "https://andetsteds.example"}, 403, id="sent from another site"),
    pytest.param({}, {"origin": "null"}, 403, id="sent from nowhere"),
    pytest.param({}, {"referer": "http://testserver.example/"}, 403, id="sent from a site of a like name"),
    pytest.param({}, {}, 403, id="no word of where from"),
    pytest.param({"website": "https://spam.example"}, FROM_HERE, 302, id="what no person fills in"),
]


@pytest.mark.parametrize(("changes", "origin", "status"), REFUSED)
def test_what_nobody_would_send_is_not_kept(client: Client, changes: Any, origin: Any, status: int) -> None:
    assert send(client, origin, **changes).status_code == status
    assert not Objection.objects.exists()


def test_a_sender_is_heard_some_times_a_day_and_others_still_are(client: Client) -> None:
    for _ in range(OBJECTIONS_OF_A_SENDER):
        assert send(client).status_code == 302
    refused = send(client)
    assert refused.status_code == 429
    assert "Mit navn skal væk." in refused.content.decode()
    assert client.post(FORM, WRITTEN, headers=FROM_HERE, REMOTE_ADDR="192.0.2.9").status_code == 302
    Objection.objects.update(made_at=timezone.now() - timedelta(days=2))
    assert send(client).status_code == 302


def test_no_more_are_kept_than_can_be_read(client: Client) -> None:
    Objection.objects.bulk_create(Objection(text="x", sender=str(number)) for number in range(OBJECTIONS_OF_ALL))
    assert send(client).status_code == 429


@pytest.mark.parametrize(
    ("state", "days", "is_kept"),
    [("done", 400, False), ("done", 300, True), ("new", 400, True), ("at_work", 400, True)],
)
def test_what_is_done_with_is_kept_for_a_time_from_then_on(state: str, days: int, is_kept: bool) -> None:
    Objection.objects.create(text="x", state=state)
    long_ago, then = timezone.now() - timedelta(days=900), timezone.now() - timedelta(days=days)
    Objection.objects.update(made_at=long_ago, changed_at=then)
    run_pass()
    assert Objection.objects.exists() == is_kept


def test_an_objection_that_waited_for_long_is_kept_from_when_it_was_done(client: Client) -> None:
    objection = Objection.objects.create(text="x")
    Objection.objects.update(
        made_at=timezone.now() - timedelta(days=900), changed_at=timezone.now() - timedelta(days=900)
    )
    objection.state = "done"
    objection.save()
    run_pass()
    assert Objection.objects.exists()
    assert "slettes 365 dage efter, at sagen er afsluttet" in text_of(client, "/privatliv/")


@pytest.mark.parametrize(("group", "sees"), [("Redaktør", False), ("Læser", False), ("Dataansvarlig", True)])
def test_it_is_a_task_of_those_alone_who_are_responsible(group: str, sees: bool) -> None:
    objection = Objection.objects.create(text="Mit navn skal væk.", page="/personer/bo-lind/")
    user = User.objects.create_user("en", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    request = RequestFactory().get("/admin/")
    request.user = user
    assert any(task.sentence == "1 ny indsigelse" for task in waiting_tasks(request)) == sees
    client = Client()
    client.force_login(user)
    page = client.get(reverse("admin:meetings_objection_change", args=(objection.pk,)))
    assert (page.status_code == 200 and "Mit navn skal væk." in page.content.decode()) == sees
