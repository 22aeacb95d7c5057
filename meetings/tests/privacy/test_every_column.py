"""There is no column that words could stay in: each is looked through, is derived, or holds no wording."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import IntegrityError, models, transaction

from meetings.changes.change_pass import run_pass
from meetings.changes.recording import recording
from meetings.models import Redaction
from meetings.models.choices import RedactionScope
from meetings.privacy.redacting import redact
from meetings.privacy.redaction_reach import redacted_models, text_columns
from meetings.tests.editing import make_meeting
from meetings.tests.privacy.test_redacting import NAME, tables_with

pytestmark = pytest.mark.django_db

# What holds text and is not looked through: why.
NOT_LOOKED_THROUGH = {
    "meetings.analyzedwords": "derived, and forgotten as a whole",
    "meetings.clearedfinding": "a digest, and a reason that an editor gave for publishing",
    "meetings.mattersignature": "derived",
    "meetings.redactedaddress": "a digest, and where it leads",
    "meetings.redactedphrase": "a digest",
    "meetings.redaction": "its reason is refused with the words in it",
    "meetings.samecasepair": "one of four sentences of our own",
    "meetings.searchrow": "derived",
    "meetings.searchword": "derived, and looked through by itself",
    "meetings.titletail": "derived",
}


def test_every_model_with_text_is_looked_through_or_told_of() -> None:
    looked_through = {model._meta.label_lower for model in redacted_models()}
    with_text = {
        model._meta.label_lower
        for model in apps.get_app_config("meetings").get_models(include_auto_created=True)
        if text_columns(model).names or model._meta.label_lower in NOT_LOOKED_THROUGH
    }
    assert with_text - looked_through == set(NOT_LOOKED_THROUGH)


def put_words_everywhere() -> set[str]:
    """Write the words into every text column of every row that there is; gives the columns that took them."""
    taken = set()
    for model in redacted_models():
        columns = text_columns(model)
        for name in (*columns.texts, *columns.structures):
            column: Any = model._meta.get_field(name)
            words: Any = NAME
            if isinstance(column, models.JSONField):
                words = {"a": [{NAME: f"til {NAME}s"}], "b": ["Bo", "Lind"]}
            elif isinstance(column, ArrayField):
                words = [NAME]
            elif isinstance(column, models.SlugField):
                words = "bo-lind"
            first = model._base_manager.order_by("pk").values_list("pk", flat=True)[:1]
            try:
                with transaction.atomic():
                    if model._base_manager.filter(pk__in=list(first)).update(**{name: words}):
                        taken.add(f"{model._meta.model_name}.{name}")
            except (IntegrityError, models.ProtectedError):
                continue  # a constraint keeps words out of it
    return taken


def test_the_words_go_from_every_column() -> None:
    with recording():
        make_meeting()
    session = SessionStore()
    session["besked"] = f"»{NAME}« er gemt."
    session.save()
    taken = put_words_everywhere()
    assert {"agendaitem.title", "document.said", "person.slug", "table.rows", "historyentry.before"} <= taken
    redact(Redaction(scope=RedactionScope.ARCHIVE, reason="Efter anmodning"), [NAME])
    run_pass()
    assert tables_with(NAME) == set()
    assert Session.objects.get().get_decoded() == {"besked": "»[udeladt]« er gemt."}
