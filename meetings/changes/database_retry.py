"""What a loop needs that goes on while the database is away."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.exceptions import ImproperlyConfigured
from django.db import InterfaceError, OperationalError, connection

# What is raised while the database cannot be reached: the first two by Django, the last by the PostgreSQL of
# development when it cannot be started.
DATABASE_ERRORS = (OperationalError, InterfaceError, ImproperlyConfigured)


class DatabaseRetry:
    """Lets a loop go on while the database cannot be reached: each round is an attempt, and there is no last one.

    The command's own loop retries, at its own interval and for as long as it runs; nothing is retried in here. `say`
    is given one sentence when the database stops answering and one when it answers again, none for the attempts
    between. `is_down` is whether the last attempt failed.
    """

    def __init__(self, say: Callable[[str], object]) -> None:
        self.is_down = False
        self._say = say

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Run the block once; one of DATABASE_ERRORS ends it, is reported, and is not raised.

        The connection is closed then, so that the next attempt opens a new one. Any other exception is raised.
        """
        try:
            yield
            if self.is_down:
                connection.ensure_connection()  # the block may have asked nothing of the database
        except DATABASE_ERRORS as error:
            connection.close()
            if not self.is_down:
                self._say(f"Databasen svarer ikke; der prøves igen. ({str(error).strip().splitlines()[0]})")
            self.is_down = True
        else:
            if self.is_down:
                self._say("Databasen svarer igen.")
            self.is_down = False
