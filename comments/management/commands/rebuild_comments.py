"""Makes the stored HTML of every comment anew, as after a change of the renderer."""

from typing import Any

from django.core.management.base import BaseCommand

from audit import trail
from audit.enums import Verb
from comments import moderation


class Command(BaseCommand):
    """`manage.py rebuild_comments`: safe at any time, twice does no harm."""

    help = "Render every comment again from its Markdown source."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild and say how many comments changed."""
        with trail.acting(trail.command("rebuild_comments")):
            changed = moderation.rebuild_all()
            trail.record(Verb.REBUILT, note=str(changed))
        self.stdout.write(f"{changed} changed.")
