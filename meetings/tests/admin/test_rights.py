"""Who may what: every address of the admin, for each group that comes with the archive and for nobody."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.test import Client, RequestFactory
from django.urls import reverse

from kkrarchive.second_factor.resetting import RESET
from meetings.admin.groups import create_groups
from meetings.changes.restoring import history_models
from meetings.models import Conflict, Objection, Person, PersonMerge, Synonym, Upload
from meetings.models.choices import UploadState
from meetings.privacy.withholding import withhold
from meetings.tests.editing import make_meeting

pytestmark = pytest.mark.django_db

GROUPS = ("Læser", "Redaktør", "Dataansvarlig", "Administrator")
# Those who may change what the archive holds, and those who may give accounts to others.
EDITORS, ADMINISTRATORS = {"Redaktør", "Dataansvarlig", "Administrator"}, {"Administrator"}
# Those who decide what is withheld and what is taken out.
DATA_PROTECTION = frozenset({"Dataansvarlig", "Administrator"})
# Of what they alone see why.
CONFIDENTIAL = ("withholding", "objection")


@dataclass(frozen=True)
class AdminAddress:
    """An address of the admin and what is done there: looked, written, or nothing that anybody may."""

    address: str
    method: str
    allowed: frozenset[str]


def admin_addresses() -> Iterator[AdminAddress]:
    """Every address of every model in the admin, with whoever may come there."""
    for model, model_admin in admin.site._registry.items():
        label, name = model._meta.app_label, model._meta.model_name
        writers = frozenset(ADMINISTRATORS if label == "auth" else EDITORS)
        if name == "redaction":
            writers = DATA_PROTECTION
        lookers = frozenset(ADMINISTRATORS if label == "auth" else GROUPS)
        if name in CONFIDENTIAL:
            writers = lookers = DATA_PROTECTION
        record = model._default_manager.first()
        yield AdminAddress(reverse(f"admin:{label}_{name}_changelist"), "get", lookers)
        request = _request_of_a_superuser()
        can_add = model_admin.has_add_permission(request)
        yield AdminAddress(reverse(f"admin:{label}_{name}_add"), "get", writers if can_add else frozenset())
        if model._meta.db_table in history_models():
            yield AdminAddress(reverse(f"admin:{label}_{name}_deleted"), "get", lookers)
            yield AdminAddress(reverse(f"admin:{label}_{name}_deleted"), "post", writers)
        if record is None:
            continue
        yield AdminAddress(reverse(f"admin:{label}_{name}_change", args=(record.pk,)), "get", lookers)
        yield AdminAddress(reverse(f"admin:{label}_{name}_history", args=(record.pk,)), "get", lookers)
        can_delete = model_admin.has_delete_permission(request, record)
        delete = reverse(f"admin:{label}_{name}_delete", args=(record.pk,))
        yield AdminAddress(delete, "get", writers if can_delete else frozenset())
        if model_admin.has_change_permission(request, record):
            yield AdminAddress(reverse(f"admin:{label}_{name}_change", args=(record.pk,)), "post", writers)
        if model._meta.db_table in history_models():
            yield AdminAddress(reverse(f"admin:{label}_{name}_history", args=(record.pk,)), "post", writers)
    for name in ("mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"):
        yield AdminAddress(reverse(name), "get", frozenset(GROUPS))
    yield AdminAddress(reverse("admin:index"), "get", frozenset(GROUPS))
    yield AdminAddress(reverse("admin:meetings_meeting_completeness"), "get", frozenset(GROUPS))


def _request_of_a_superuser() -> Any:
    request = RequestFactory().get("/")
    request.user = User(username="alt", is_staff=True, is_superuser=True)
    return request


@pytest.fixture
def archive() -> None:
    meeting = make_meeting()
    document = meeting.documents.get()
    make_meeting(2)
    first, second = Person.objects.order_by("pk")
    Conflict.objects.create(
        meeting=meeting, kind="item", record_id=meeting.items.get().pk, record_title="1", field="title",
        field_title="Overskrift", document=document,
    )  # fmt: skip
    PersonMerge.objects.create(kept=first, merged=second)
    Synonym.objects.create(word="DHR", meaning="Det Danske Havneråd")
    withhold(meeting.items.get(), "Det er taget af.", "En grund")
    Objection.objects.receive(client="192.0.2.7", page="/", text="Fjern mit navn", contact="")
    Upload.objects.create(source_name="a.txt", sha256="0" * 64, size=1, state=UploadState.WITHDRAWN)
    User.objects.create_user("en", is_staff=True)


def client_of(group: str | None) -> Client:
    client = Client()
    if group:
        user = User.objects.create_user(f"medlem-{group}", is_staff=True)
        user.groups.add(Group.objects.get(name=group))
        client.force_login(user)
        _note_password(client)
    return client


def _note_password(client: Client) -> None:
    """As if the user had written the password just now: the own factors are changed without writing it again."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session.save()


@pytest.mark.parametrize("group", [*GROUPS, None])
def test_everybody_comes_where_they_may_and_nowhere_else(archive: None, group: str | None) -> None:
    client = client_of(group)
    wrong = []
    for one in admin_addresses():
        status = getattr(client, one.method)(one.address).status_code
        may = group in one.allowed
        refused = {302} if group is None else {403}
        if (status in refused) == may or status >= 500:
            wrong.append((one.method, one.address, status))
    assert wrong == []


@pytest.mark.parametrize("group", [*GROUPS, None])
def test_administrators_alone_take_the_second_factor_of_another_away(archive: None, group: str | None) -> None:
    another = User.objects.get(username="en")
    TOTP.activate(another, "JBSWY3DPEHPK3PXP")
    fields = {"action": "reset_second_factor", "_selected_action": [another.pk]}
    client_of(group).post(reverse("admin:auth_user_changelist"), fields)
    assert Authenticator.objects.exists() is (group not in ADMINISTRATORS)
    notes = LogEntry.objects.filter(object_id=str(another.pk)).values_list("user__username", "change_message")
    assert [*notes] == ([("medlem-Administrator", RESET)] if group in ADMINISTRATORS else [])


@pytest.mark.parametrize("group", [*GROUPS, None])
def test_nobody_takes_the_passkey_of_another_away(archive: None, group: str | None) -> None:
    passkey = Authenticator.objects.create(user=User.objects.get(username="en"), type="webauthn", data={"name": "N"})
    status = client_of(group).post(reverse("mfa_remove_webauthn", args=(passkey.pk,))).status_code
    assert status == (404 if group else 302)
    assert Authenticator.objects.exists()


def test_a_group_gets_back_the_rights_that_it_lacks() -> None:
    group = Group.objects.get(name="Læser")
    before = group.permissions.count()
    assert before > 0
    group.permissions.clear()
    create_groups(apps.get_app_config("meetings"))
    assert group.permissions.count() == before


def test_a_reader_of_the_admin_sees_no_button_that_writes(archive: None) -> None:
    client = client_of("Læser")
    for model in admin.site._registry:
        if model._meta.app_label == "meetings" and (record := model._default_manager.first()):
            page = client.get(reverse(f"admin:meetings_{model._meta.model_name}_change", args=(record.pk,)))
            assert 'name="_save"' not in page.content.decode()
