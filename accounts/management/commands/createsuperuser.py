"""Django's createsuperuser with a readable error for a taken name or address."""

from typing import Any

from django.contrib.auth.management.commands.createsuperuser import Command as DjangoCommand
from django.core.management.base import CommandError
from django.db import IntegrityError


class Command(DjangoCommand):
    """Handles the case-insensitive unique constraints, which Django's command does not check."""

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            super().handle(*args, **options)
        except IntegrityError:
            raise CommandError(
                "Another account has this user name or this e-mail address. Nothing was changed."
            ) from None
