"""The forms of the second step. Wrong answers are counted as wrong passwords are; a code works once."""

import time
from typing import Any

from allauth.core import context
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from kkrarchive.login_limits import count_wrong_answer, forget_wrong_answers, refuse_answer_if_locked

CODE_WIDGET = forms.TextInput(
    attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True, "maxlength": 20}
)

# What is raised where a passkey's answer is wrong, or is none.
NO_ANSWER = (ValidationError, AttributeError, KeyError, TypeError, ValueError)


class CodeForm(AuthenticateForm):
    """A code of the app, or one of the recovery codes."""

    code = forms.CharField(label="Kode", widget=CODE_WIDGET)

    def clean_code(self) -> str:
        refuse_answer_if_locked(context.request, self.user)
        code = str(self.cleaned_data["code"])
        factor = accepted_factor(self.user, code)
        if factor is None:
            count_wrong_answer(context.request, self.user)
            raise get_adapter().validation_error("incorrect_code")
        self.authenticator = factor
        return code

    def save(self) -> None:
        super().save()
        forget_wrong_answers(self.user)


class PasskeyForm(AuthenticateWebAuthnForm):
    """What a passkey answered."""

    def clean_credential(self) -> Authenticator:
        refuse_answer_if_locked(context.request, self.user)
        try:
            return super().clean_credential()
        except NO_ANSWER as error:
            count_wrong_answer(context.request, self.user)
            raise get_adapter().validation_error("incorrect_passkey") from error

    def save(self) -> None:
        super().save()
        forget_wrong_answers(self.user)


class SetUpAppForm(ActivateTOTPForm):
    """The first code of a new app."""

    code = forms.CharField(label="Kode fra appen", widget=CODE_WIDGET)


class AddPasskeyForm(AddWebAuthnForm):
    """A new passkey, and what its owner calls it."""

    name = forms.CharField(label="Navn", required=False, max_length=100)

    def clean(self) -> dict[str, Any]:
        try:
            return dict(super().clean())
        except NO_ANSWER as error:
            raise get_adapter().validation_error("incorrect_passkey") from error


def accepted_factor(user: Any, code: str) -> Authenticator | None:
    """The factor of the user's of which this is a code that was not used before; None where it is of none.

    The row is locked: of two who send one code at once, one is refused, in whatever process.
    """
    with transaction.atomic():
        by_code = Authenticator.objects.select_for_update().filter(user=user)
        for factor in by_code.exclude(type=Authenticator.Type.WEBAUTHN).order_by("-type"):
            is_app = factor.type == Authenticator.Type.TOTP
            if factor.wrap().validate_code(code) and (not is_app or _is_first_use(factor, code)):
                factor.user = user
                return factor
    return None


def _is_first_use(app: Authenticator, code: str) -> bool:
    """Whether the app's code was not used while it could be, and notes that it is now."""
    normalized, now = "".join(code.split()), time.time()
    window = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
    used = {known: at for known, at in app.data.get("used", {}).items() if now - at < window}
    if normalized in used:
        return False
    app.data["used"] = {**used, normalized: now}
    app.save(update_fields=["data"])
    return True
