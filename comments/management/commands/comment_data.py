"""Exports or erases the personal data of one person, for requests that do not come through the site."""

import json
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from audit import log
from comments import personal_data
from comments.personal_data import Person


class Command(BaseCommand):
    """`manage.py comment_data export --address a@example.com`, or `forget --user NAME --keep-texts`."""

    help = "Export as JSON, or erase, the comment data of an account or of the owner of an address."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["export", "forget"])
        who = parser.add_mutually_exclusive_group(required=True)
        who.add_argument("--address", help="The owner of this email address, without an account.")
        who.add_argument("--user", help="The account with this user name.")
        parser.add_argument(
            "--keep-texts",
            action="store_true",
            help="forget: keep the texts of comments, without name and address.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Export or erase. The audit log records deleted comments, never the person."""
        person = _person(options)
        if options["action"] == "export":
            data = personal_data.export(person)
            self.stdout.write(json.dumps(data, ensure_ascii=False, indent=2))
            return
        with log.as_actor(log.command_actor("comment_data")):
            counts = personal_data.forget(person, keep=options["keep_texts"])
        self.stdout.write(", ".join(f"{name}: {count}" for name, count in counts.items()))


def _person(options: Mapping[str, str]) -> Person:
    if options["address"]:
        try:
            return personal_data.person_of_address(options["address"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
    user = User.objects.filter(username=options["user"]).first()
    if user is None:
        raise CommandError(f"There is no account {options['user']!r}.")
    return personal_data.person_of_user(user)
