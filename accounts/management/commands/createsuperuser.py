"""Django's command, saying in words that a name or an address is taken."""

from typing import Any

from django.contrib.auth.management.commands.createsuperuser import Command as DjangoCommand
from django.core.management.base import CommandError
from django.db import IntegrityError


class Command(DjangoCommand):
    """Names and addresses are unique however they are written, which Django's command does not ask."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the superuser: one row, or none."""
        try:
            super().handle(*args, **options)
        except IntegrityError:
            raise CommandError(
                "Another account has this user name or this e-mail address. Nothing was changed."
            ) from None
