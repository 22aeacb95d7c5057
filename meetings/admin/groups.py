"""The groups that come with the archive, and what each may do."""

from collections.abc import Iterable
from typing import Any

from django.apps import AppConfig, apps
from django.contrib.auth.management import create_permissions

READER, EDITOR, DATA_PROTECTION, ADMINISTRATOR = "Læser", "Redaktør", "Dataansvarlig", "Administrator"

# Who does what beyond looking: of which models a group may do everything that the admin offers. »Dataansvarlig« also
# decides on what was held; an administrator gives people their accounts and groups.
_CORRECTED = (
    *("council", "meeting", "document", "section", "agendaitem", "decision", "table", "attachment", "participant"),
    *("appointment", "person", "party", "municipality", "body", "topic", "casethread", "threaditem", "synonym"),
    *("conflict", "personmerge", "upload"),
)
# Why something is withheld, and what people write of themselves, is seen by those alone who decide on it.
_CONFIDENTIAL = ("withholding", "objection")
_EVERYTHING_OF: dict[str, tuple[str, ...]] = {
    READER: (),
    EDITOR: _CORRECTED,
    DATA_PROTECTION: (*_CORRECTED, "clearedfinding", "redaction", *_CONFIDENTIAL),
    ADMINISTRATOR: (*_CORRECTED, "clearedfinding", "redaction", *_CONFIDENTIAL),
}
# Derived or written by triggers: nobody's to change.
_UNSEEN = frozenset(
    {
        *("analyzedwords", "archivechange", "change", "historyentry", "mattersignature"),
        *("redactedaddress", "redactedphrase", "removedmeeting", "samecasepair", "searchrow"),
        *("searchword", "titletail"),
    }
)


def create_groups(sender: AppConfig, **kwargs: Any) -> None:
    """Makes the groups after `migrate`, and gives each the rights that it lacks; what it was given besides stays."""
    create_permissions(sender, verbosity=0)
    create_permissions(apps.get_app_config("auth"), verbosity=0)
    group_model = apps.get_model("auth", "Group")
    for name in _EVERYTHING_OF:
        group, _ = group_model.objects.get_or_create(name=name)
        group.permissions.add(*_permissions(name))


def _permissions(group: str) -> Iterable[Any]:
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="meetings")
    for permission in permissions.select_related("content_type"):
        model = permission.content_type.model
        may_look = permission.codename.startswith("view_") and model not in _CONFIDENTIAL
        if model not in _UNSEEN and (may_look or model in _EVERYTHING_OF[group]):
            yield permission
    if group == ADMINISTRATOR:
        accounts = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="auth")
        yield from accounts.filter(content_type__model__in=("user", "group"))
