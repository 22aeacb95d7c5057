"""Who is at work in a transaction: the history's triggers write it beside each change."""

import json

from django.db import connection, transaction

from meetings.changes.history_triggers import ACTOR_SETTING


def act_as_user(user_id: int | None) -> None:
    """What the transaction writes from here on was done by this user. Raises TransactionManagementError outside one."""
    _act_as({"user": user_id} if user_id else {})


def act_as_import(name: str) -> None:
    """What the transaction writes from here on was read in the file of that name. Raises as `act_as_user`."""
    _act_as({"import": name})


def act_as_redaction() -> None:
    """What the transaction writes from here on leaves no history: words go, and it would keep them. Raises as above."""
    _act_as({"redaction": 1})


def _act_as(actor: dict[str, int | str]) -> None:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("Who is at work is known in a transaction alone.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [ACTOR_SETTING, json.dumps(actor)])
