"""Whether a session may go on: that its user has a second factor, and that it was shown in this very session."""

from enum import Enum

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest


class Proof(Enum):
    """What is known of a session's second factor."""

    NOT_NEEDED = "the user has none and needs none"
    TO_SET_UP = "the user has none and needs one"
    MISSING = "the user has one, and it was not shown in this session"
    SHOWN = "the user's factor was shown, or set up, in this session"


def second_factor_proof(request: HttpRequest) -> Proof:
    """What is known of the second factor of the session of a user who is logged in.

    A factor that was removed proves nothing any longer: whoever took another's is out when that is reset.
    """
    factors = set(Authenticator.objects.filter(user_id=request.user.pk).values_list("pk", flat=True))
    if not factors:
        return Proof.TO_SET_UP if settings.SECOND_FACTOR else Proof.NOT_NEEDED
    records = get_authentication_records(request, request.user)
    shown = {record.get("id") for record in records if record.get("method") == "mfa"}
    return Proof.SHOWN if shown & factors else Proof.MISSING


def take_for_shown(request: HttpRequest, user: User, authenticator: Authenticator) -> None:
    """Whoever sets up a factor has it at hand."""
    record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)


def keep_shown(request: HttpRequest, user: User) -> None:
    """The session in which a factor was removed goes on with another of the user's, if one is left."""
    if left := Authenticator.objects.filter(user_id=user.pk).order_by("pk").first():
        take_for_shown(request, user, left)
