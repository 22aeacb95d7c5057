"""Taking a user's factors away, where telephone and recovery codes are lost."""

from allauth.mfa.models import Authenticator
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User

# By the kind of what was set up or made anew.
SET_UP = {
    Authenticator.Type.TOTP: "Totrinslogin: en app er sat op.",
    Authenticator.Type.WEBAUTHN: "Totrinslogin: en adgangsnøgle er tilføjet.",
    Authenticator.Type.RECOVERY_CODES: "Totrinslogin: nye nødkoder.",
}
REMOVED = "Totrinslogin: en app eller nøgle er fjernet."
RESET = "Totrinslogin: nulstillet."
RESET_FROM_THE_MACHINE = "Totrinslogin: nulstillet fra maskinen selv."


def reset_second_factor(user: User, *, by: User | None) -> int:
    """Removes the user's factors and recovery codes, and notes it in the history as `by`, None for the machine itself.

    Gives how many there were. Sessions that showed one of them are at an end.
    """
    count: int
    count, _ = Authenticator.objects.filter(user=user).delete()
    if count:
        note(user, RESET if by else RESET_FROM_THE_MACHINE, by=by or user)
    return count


def note(user: User, sentence: str, *, by: User) -> None:
    """Writes the sentence into the history of the user."""
    LogEntry.objects.log_actions(by.pk, [user], CHANGE, sentence, single_object=True)
