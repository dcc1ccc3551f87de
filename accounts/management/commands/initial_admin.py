"""Prints a one-time link that creates the account of the first administrator."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts import initial_admin


class Command(BaseCommand):
    help = "Print a new one-time link for the first administrator; an older one is dead."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the link and its expiry date; raise CommandError if there is a superuser."""
        link = initial_admin.create_link()
        if link is None:
            raise CommandError(
                "There is a superuser already. Another is made by manage.py createsuperuser, "
                "a forgotten password is changed by manage.py changepassword."
            )
        until = timezone.localtime(timezone.now() + initial_admin.VALID)
        self.stdout.write(link)
        self.stderr.write(f"Open it once, before {until:%Y-%m-%d %H:%M %Z}.")
