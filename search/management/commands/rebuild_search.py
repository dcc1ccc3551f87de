"""manage.py rebuild_search: rebuilds the search index while searches keep working."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from tqdm import tqdm

from search import index
from search.enums import Kind


class Command(BaseCommand):
    help = "Rebuild the search index. Searches keep working; the command may be interrupted."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--from-scratch",
            action="store_true",
            help="drop a damaged index first; searches find less until the command is done",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["from_scratch"]:
            index.discard()
        total = sum(len(index.all_keys(kind)) for kind in Kind)
        hidden = None if options["verbosity"] else True  # None: hidden unless stderr is a terminal
        with tqdm(total=total, unit=" entries", disable=hidden, file=self.stderr) as bar:
            for done in index.rebuild():
                bar.update(done)
        index.analyse()
        self.stdout.write(f"Search index: {total} entries.")
