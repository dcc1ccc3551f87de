"""Makes every stored HTML anew, as after a change of the renderer or of a site setting."""

from typing import Any

from django.core.management.base import BaseCommand

from audit import trail
from audit.enums import Verb
from blog import publishing


class Command(BaseCommand):
    """`manage.py rebuild_html`: safe at any time, twice does no harm."""

    help = "Render every post and page again from its Markdown source."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild one row at a time, so that readers and authors are never kept waiting."""
        with trail.acting(trail.command("rebuild_html")):
            changed = publishing.rebuild_all()
            trail.record(Verb.REBUILT, note=str(changed))
        self.stdout.write(f"{changed} changed.")
