"""Prints the link by which the first administrator comes in."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts import first_steps


class Command(BaseCommand):
    help = "Print a new one-time link for the first administrator; an older one is dead."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the link and until when it holds; fail where there is a superuser already."""
        link = first_steps.make_link()
        if link is None:
            raise CommandError(
                "There is a superuser already. Another is made by manage.py createsuperuser, "
                "a forgotten password is changed by manage.py changepassword."
            )
        until = timezone.localtime(timezone.now() + first_steps.VALID)
        self.stdout.write(link)
        self.stderr.write(f"Open it once, before {until:%Y-%m-%d %H:%M %Z}.")
