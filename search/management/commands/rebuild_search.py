"""Makes the search index anew, while readers go on searching."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from tqdm import tqdm

from search import index
from search.enums import Kind


class Command(BaseCommand):
    help = "Make the search index anew. Readers go on searching; the command may be broken off."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--from-scratch",
            action="store_true",
            help="throw a damaged index away first; readers find less until it is done",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["from_scratch"]:
            index.discard()
        total = sum(len(index.all_keys(kind)) for kind in Kind)
        hidden = None if options["verbosity"] else True  # None: hidden where nobody watches
        with tqdm(total=total, unit=" entries", disable=hidden, file=self.stderr) as bar:
            for done in index.rebuild():
                bar.update(done)
        index.analyse()
        self.stdout.write(f"Search index: {total} entries.")
