"""How django-allauth asks this archive: its sentences in Danish, and when the password is asked for again."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest

# Factors are changed without the password for so many seconds after a log-in; later it is asked for once more.
FRESH_SECONDS = 600

# What is told after which of django-allauth's acts; of the others nothing.
SENTENCES = {
    "mfa/messages/totp_activated.txt": "Appen er sat op.",
    "mfa/messages/totp_deactivated.txt": "Appen er fjernet.",
    "mfa/messages/webauthn_added.txt": "Adgangsnøglen er tilføjet.",
    "mfa/messages/webauthn_removed.txt": "Adgangsnøglen er fjernet.",
}


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up; what was done is told in Danish."""

    error_messages = {**DefaultAccountAdapter.error_messages, "incorrect_password": "Adgangskoden er forkert."}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        if sentence := message or SENTENCES.get(message_template or ""):
            messages.add_message(request, level, sentence, extra_tags=extra_tags)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        records = get_authentication_records(self.request, self.request.user)
        return not any(time.time() - record["at"] < FRESH_SECONDS for record in records)


class FactorAdapter(DefaultMFAAdapter):
    """Whoever needs a second factor keeps one."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": "Du skal have mindst én app eller nøgle. Sæt en anden op først.",
        "cannot_generate_recovery_codes": "Sæt en app eller en nøgle op først.",
        "incorrect_passkey": "Adgangsnøglen blev ikke genkendt. Prøv igen.",
        "incorrect_code": "Koden er forkert eller brugt. Prøv den næste.",
    }

    def get_totp_label(self, user: User) -> str:
        return user.get_username()

    def build_totp_svg(self, url: str) -> str:
        """The picture as it may stand in a page: without the declaration that a file of its own begins with."""
        _, _, picture = str(super().build_totp_svg(url)).partition("?>")
        return picture.strip()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whether another app or key is left, or none is required."""
        others = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(pk=authenticator.pk)
        return not settings.SECOND_FACTOR or others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"Nøgle {count + 1}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": settings.MFA_TOTP_ISSUER}
