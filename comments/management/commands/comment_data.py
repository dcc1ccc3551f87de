"""What the comments know of one person: printed, or forgotten (for requests that come by letter)."""

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from audit import trail
from comments import personal_data
from comments.personal_data import Person


class Command(BaseCommand):
    """`manage.py comment_data export --address a@example.com`, or `forget --user NAME --keep-texts`."""

    help = "Print as JSON, or forget, what the comments know of an account or of the holder of an address."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["export", "forget"])
        who = parser.add_mutually_exclusive_group(required=True)
        who.add_argument("--address", help="Whoever holds this mail address, without an account.")
        who.add_argument("--user", help="The account with this user name.")
        parser.add_argument(
            "--keep-texts",
            action="store_true",
            help="forget: leave the texts of comments, without name and address.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it. The log tells that comments were deleted, never whose."""
        person = _person(options)
        if options["action"] == "export":
            found = personal_data.export(person)
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
            return
        with trail.acting(trail.command("comment_data")):
            counts = personal_data.forget(person, keep=options["keep_texts"])
        self.stdout.write(", ".join(f"{name}: {count}" for name, count in counts.items()))


def _person(options: dict[str, Any]) -> Person:
    if options["address"]:
        try:
            return personal_data.of_address(options["address"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
    user = User.objects.filter(username=options["user"]).first()
    if user is None:
        raise CommandError(f"There is no account {options['user']!r}.")
    return personal_data.of_user(user)
