"""Renders the stored HTML of every comment again, as after a change of the renderer."""

from typing import Any

from django.core.management.base import BaseCommand

from audit import log
from audit.enums import Verb
from comments import moderation


class Command(BaseCommand):
    """`manage.py rebuild_comments`: safe at any time; a second run changes nothing."""

    help = "Render every comment again from its Markdown source."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the number of changed comments."""
        with log.as_actor(log.command_actor("rebuild_comments")):
            changed = moderation.rebuild_all()
            log.record(Verb.REBUILT, note=str(changed))
        self.stdout.write(f"{changed} changed.")
