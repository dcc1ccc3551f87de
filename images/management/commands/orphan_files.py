"""`manage.py orphan_files`: lists image files without a row, and deletes them with --delete."""

from django.core.management.base import BaseCommand, CommandParser

from images import orphans


class Command(BaseCommand):
    """Changes nothing without --delete."""

    help = "List image files that no row references, such as those of an interrupted upload."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--delete", action="store_true", help="delete the files that are listed"
        )

    def handle(self, *args: object, delete: bool, **options: object) -> None:
        """Print one path per line, then the number and size of all files."""
        files = orphans.find()
        for orphan in files:
            self.stdout.write(str(orphan.path))
        size = sum(orphan.size for orphan in files)
        if delete:
            orphans.remove(files)
        result = "deleted" if delete else "found; --delete removes them"
        self.stdout.write(f"{len(files)} files, {size} bytes {result}.")
