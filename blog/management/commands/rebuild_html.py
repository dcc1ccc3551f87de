"""Command that renders the stored HTML of all entries, after a change of the renderer or a setting."""

from typing import Any

from django.core.management.base import BaseCommand

from audit import log
from audit.enums import Verb
from blog import publishing
from images import link_previews


class Command(BaseCommand):
    """`manage.py rebuild_html`: idempotent, safe on a running site."""

    help = "Render every post and page again from its Markdown source; make missing link previews."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild one row per transaction, so that no lock is held for long."""
        with log.as_actor(log.command_actor("rebuild_html")):
            changed = publishing.rebuild_all()
            link_previews.retry()
            made = link_previews.make_missing(limit=None)
            log.record(Verb.REBUILT, note=str(changed))
        self.stdout.write(f"{changed} changed, {made} link previews made.")
