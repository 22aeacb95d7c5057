"""`manage.py reset_second_factor NAME`: takes a user's second factor away, where everything is lost."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from kkrarchive.second_factor.resetting import reset_second_factor


class Command(BaseCommand):
    help = "Fjern en brugers app, adgangsnøgler og nødkoder. Det noteres i brugerens historik."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", metavar="NAVN", help="brugernavnet")

    def handle(self, *, name: str, **options: Any) -> None:
        user = User.objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"Der er ingen bruger med navnet {name}.")
        if reset_second_factor(user, by=None):
            self.stdout.write(f"Nulstillet. {name} sætter det op igen ved næste log ind.")
        else:
            self.stdout.write(f"{name} havde ikke sat totrinslogin op.")
