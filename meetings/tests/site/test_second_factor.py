"""The second step of a log-in: asked for where there is a factor, set up first where one is required."""

from html.parser import HTMLParser
from io import StringIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from kkrarchive.second_factor.resetting import RESET, RESET_FROM_THE_MACHINE, SET_UP, reset_second_factor
from meetings.tests.one_time_codes import app_code

pytestmark = pytest.mark.django_db

PASSWORD = "et rigtigt godt kodeord"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def editor() -> User:
    return User.objects.create_user("anna", password=PASSWORD, is_staff=True, is_superuser=True)


@pytest.fixture
def with_app(editor: User) -> User:
    TOTP.activate(editor, SECRET)
    RecoveryCodes.activate(editor)
    return editor


@pytest.fixture
def required(settings: Any) -> None:
    settings.SECOND_FACTOR = True


@pytest.fixture
def commits_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests commit nothing: what django-allauth does after its commit is done when it asks for it."""
    monkeypatch.setattr(transaction, "on_commit", lambda done, **_: done())


def log_in(client: Any, name: str = "anna", **fields: str) -> Any:
    return client.post(reverse("admin:login"), {"username": name, "password": PASSWORD, **fields})


def send_code(client: Any, code: str, **extra: Any) -> Any:
    return client.post(reverse("mfa_authenticate"), {"code": code}, **extra)


def is_inside(client: Any) -> bool:
    return bool(client.get(reverse("admin:meetings_meeting_changelist")).status_code == 200)


class TestWhoeverHasAFactor:
    def test_is_asked_for_a_code_before_being_logged_in(self, with_app: User, client: Any) -> None:
        assert log_in(client).url == reverse("mfa_authenticate")
        assert not is_inside(client)
        assert send_code(client, app_code(SECRET)).url == reverse("admin:index")
        assert is_inside(client)

    def test_comes_to_the_page_that_was_asked_for(self, with_app: User, client: Any) -> None:
        address = reverse("admin:meetings_person_changelist")
        log_in(client, next=address)
        assert send_code(client, app_code(SECRET)).url == address

    @pytest.mark.parametrize("steps", [-1, 1])
    def test_may_have_a_clock_that_is_half_a_minute_off(self, with_app: User, client: Any, steps: int) -> None:
        log_in(client)
        assert send_code(client, app_code(SECRET, steps=steps)).status_code == 302

    @pytest.mark.parametrize("answer", ['{"id": "AA"}', "[]", '"x"', "7", '{"id": 1, "rawId": 2, "response": {}}', "{"])
    def test_is_refused_with_what_no_passkey_answers(self, with_app: User, client: Any, answer: str) -> None:
        log_in(client)
        assert client.post(reverse("mfa_authenticate"), {"credential": answer}).status_code == 200
        assert not is_inside(client)

    @pytest.mark.parametrize("steps", [-5, 5])
    def test_is_refused_with_an_old_or_a_future_code(self, with_app: User, client: Any, steps: int) -> None:
        log_in(client)
        assert "Koden er forkert" in send_code(client, app_code(SECRET, steps=steps)).content.decode()
        assert not is_inside(client)

    def test_uses_a_code_once_in_whatever_process(self, with_app: User, settings: Any) -> None:
        settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
        code = app_code(SECRET)
        for written, status in ((code, 302), (f"{code[:3]} {code[3:]}", 200)):
            client = Client()
            log_in(client)
            assert send_code(client, written).status_code == status

    def test_uses_each_recovery_code_once(self, with_app: User) -> None:
        [code, *_] = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
        for status in (302, 200):
            client = Client()
            log_in(client)
            assert send_code(client, code).status_code == status

    def test_goes_nowhere_with_the_password_alone(self, with_app: User, client: Any) -> None:
        log_in(client)
        for name in ("mfa_index", "mfa_activate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"):
            assert client.get(reverse(name)).status_code == 302
        assert "factor-secret" not in client.get(reverse("mfa_activate_totp"), follow=True).content.decode()

    def test_logs_in_anew_where_the_session_is_older_than_the_factor(self, editor: User, client: Any) -> None:
        log_in(client)
        assert is_inside(client)
        TOTP.activate(editor, SECRET)
        for name in ("admin:index", "mfa_index", "mfa_activate_totp"):
            assert client.get(reverse(name)).url.startswith(reverse("admin:login"))
            assert not is_inside(client)


class TestWrongCodes:
    def test_the_sixth_is_not_even_looked_at(self, with_app: User, client: Any) -> None:
        log_in(client)
        for _ in range(5):
            send_code(client, "000000")
        response = send_code(client, app_code(SECRET))
        assert response.status_code == 429
        assert "Vent et kvarter" in response.content.decode()
        assert not is_inside(client)

    def test_from_many_addresses_lock_the_second_step_of_whoever_knows_the_password(self, with_app: User) -> None:
        for nth in range(20):
            client = Client(REMOTE_ADDR=f"198.51.100.{nth}")
            log_in(client)
            assert send_code(client, "000000").status_code == 200
        client = Client(REMOTE_ADDR="203.0.113.9")
        log_in(client)
        assert send_code(client, app_code(SECRET)).status_code == 429

    def test_the_password_does_not_forget_them(self, with_app: User) -> None:
        for _ in range(5):
            client = Client()
            log_in(client)
            send_code(client, "000000")
        assert send_code(client, app_code(SECRET)).status_code == 429

    def test_a_right_one_forgets_them(self, with_app: User) -> None:
        client = Client()
        log_in(client)
        for _ in range(4):
            send_code(client, "000000")
        assert send_code(client, app_code(SECRET)).status_code == 302
        client = Client()
        log_in(client)
        for _ in range(4):
            assert send_code(client, "000000").status_code == 200

    def test_wrong_passkeys_count_as_well(self, with_app: User, client: Any) -> None:
        log_in(client)
        answer = {"credential": '{"id": "AA"}'}
        statuses = [client.post(reverse("mfa_authenticate"), answer).status_code for _ in range(6)]
        assert statuses == [200, 200, 200, 200, 429, 429]


@pytest.mark.usefixtures("required")
class TestWhoeverNeedsAFactor:
    def test_is_led_to_set_one_up_before_anything_else(self, editor: User, client: Any) -> None:
        log_in(client)
        for name in ("admin:index", "admin:meetings_meeting_changelist", "admin:auth_user_add", "admin:jsi18n"):
            assert client.get(reverse(name)).url == reverse("mfa_index")
        assert client.post(reverse("admin:logout")).status_code == 200

    def test_sets_up_an_app_and_sees_the_recovery_codes_once(
        self, editor: User, client: Any, commits_at_once: None
    ) -> None:
        log_in(client)
        page = client.get(reverse("mfa_activate_totp"))
        assert "<svg" in page.content.decode()
        assert "<?xml" not in page.content.decode()
        response = client.post(reverse("mfa_activate_totp"), {"code": app_code(page.context["form"].secret)})
        assert response.url == reverse("mfa_view_recovery_codes")
        codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
        shown = [client.get(response.url).content.decode() for _ in range(2)]
        assert [all(code in page for code in codes) for page in shown] == [True, False]
        assert not any(code in shown[1] for code in codes)
        assert is_inside(client)

    def test_is_not_let_in_with_a_wrong_first_code(self, editor: User, client: Any) -> None:
        log_in(client)
        client.get(reverse("mfa_activate_totp"))
        assert "Koden er forkert" in client.post(reverse("mfa_activate_totp"), {"code": "12"}).content.decode()
        assert not is_inside(client)

    def test_keeps_the_last_one(self, with_app: User, client: Any) -> None:
        log_in(client)
        send_code(client, app_code(SECRET))
        response = client.post(reverse("mfa_deactivate_totp"))
        assert "mindst én app eller nøgle" in response.content.decode()
        assert Authenticator.objects.filter(type="totp").exists()

    def test_sets_one_up_again_after_a_reset(self, with_app: User, client: Any) -> None:
        log_in(client)
        send_code(client, app_code(SECRET))
        assert reset_second_factor(with_app, by=None) == 2
        assert client.get(reverse("admin:index")).url == reverse("mfa_index")
        TOTP.activate(with_app, SECRET)  # by the owner, in another session
        assert client.get(reverse("admin:index")).url.startswith(reverse("admin:login"))


class TestWhoeverNeedsNone:
    def test_logs_in_with_the_password_alone(self, editor: User, client: Any) -> None:
        assert log_in(client).url == reverse("admin:index")
        assert is_inside(client)

    def test_may_have_one_and_remove_it(self, with_app: User, client: Any) -> None:
        log_in(client)
        send_code(client, app_code(SECRET))
        assert client.post(reverse("mfa_deactivate_totp")).url == reverse("mfa_index")
        assert not Authenticator.objects.exists()
        assert is_inside(client)


class TestChangingFactors:
    def test_needs_the_password_again_a_while_after_the_log_in(
        self, with_app: User, client: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        log_in(client)
        send_code(client, app_code(SECRET))
        monkeypatch.setattr("kkrarchive.second_factor.adapters.FRESH_SECONDS", 0)
        address = reverse("mfa_generate_recovery_codes")
        asked = client.get(address)
        assert asked.url.startswith(reverse("account_reauthenticate"))
        assert "forkert" in client.post(asked.url, {"password": "forkert"}).content.decode()
        assert client.post(asked.url, {"password": PASSWORD, "next": address}).url == address

    def test_stands_in_the_history_and_new_recovery_codes_replace_the_old(
        self, with_app: User, client: Any, commits_at_once: None
    ) -> None:
        before = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
        log_in(client)
        send_code(client, before[0])
        client.post(reverse("mfa_generate_recovery_codes"))
        assert is_inside(client)
        after = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
        assert not set(before) & set(after)
        reset_second_factor(with_app, by=with_app)
        assert [entry.change_message for entry in LogEntry.objects.order_by("pk")] == [
            SET_UP[Authenticator.Type.RECOVERY_CODES],
            RESET,
        ]


class TestTheCommandThatResets:
    def test_takes_the_factors_away_and_says_so_in_the_history(self, with_app: User) -> None:
        told = StringIO()
        call_command("reset_second_factor", "anna", stdout=told)
        call_command("reset_second_factor", "anna", stdout=told)
        assert told.getvalue().splitlines() == [
            "Nulstillet. anna sætter det op igen ved næste log ind.",
            "anna havde ikke sat totrinslogin op.",
        ]
        assert [entry.change_message for entry in LogEntry.objects.all()] == [RESET_FROM_THE_MACHINE]

    def test_says_where_there_is_no_such_user(self) -> None:
        with pytest.raises(CommandError, match="ingen bruger med navnet bo"):
            call_command("reset_second_factor", "bo")


class Fields(HTMLParser):
    """The fields of a page and whether it has a script of its own text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.autocomplete: dict[str, str | None] = {}
        self.inline_scripts: list[dict[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "input" and values.get("type") in ("text", "password"):
            self.autocomplete[values["name"] or ""] = values.get("autocomplete")
        if tag == "script" and "src" not in values and values.get("type") != "application/json":
            self.inline_scripts.append(values)


def test_browsers_know_each_field_of_the_log_in(with_app: User, client: Any) -> None:
    first = Fields(client.get(reverse("admin:login")).content.decode())
    log_in(client)
    second = Fields(client.get(reverse("mfa_authenticate")).content.decode())
    assert first.autocomplete | second.autocomplete == {
        "username": "username",
        "password": "current-password",
        "code": "one-time-code",
    }
    assert first.inline_scripts + second.inline_scripts == []


def test_nothing_else_of_allauth_can_be_reached() -> None:
    for name in ("account_signup", "account_email", "account_reset_password", "mfa_download_recovery_codes"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    named = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert {name for name in named if name.startswith(("account_", "mfa_", "socialaccount_"))} == {
        *("account_login", "account_reauthenticate", "mfa_authenticate", "mfa_index", "mfa_activate_totp"),
        *("mfa_deactivate_totp", "mfa_add_webauthn", "mfa_list_webauthn", "mfa_remove_webauthn"),
        *("mfa_view_recovery_codes", "mfa_generate_recovery_codes"),
    }


def test_nobody_sees_the_secrets_of_factors_in_the_admin(with_app: User, client: Any) -> None:
    client.force_login(User.objects.create_superuser("alt"))
    for path in ("mfa/authenticator/", "account/emailaddress/"):
        assert client.get(f"/admin/{path}").status_code == 404
