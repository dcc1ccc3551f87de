"""manage.py load_demo: loads the demo blog into an unused database."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from demo import loader


class Command(BaseCommand):
    """Loads the demo once. It refuses production settings, and does nothing in a blog that is in use."""

    help = "Fill an unused blog with demo posts, people and comments."

    def handle(self, *args: object, **options: object) -> None:
        if not settings.DEMO:
            raise CommandError(
                "Demo content is for local use; these settings do not allow it. Nothing was loaded."
            )
        # Comments are checked for duplicates in the cache.
        call_command("createcachetable", verbosity=0)
        loaded = loader.load()
        if loaded is None:
            self.stdout.write("This blog is in use already: no demo content was loaded.\n")
            return
        self.stdout.write(
            f"Demo content: {loaded.posts} posts, {loaded.pages} pages, {loaded.comments} comments.\n"
            f"Accounts: {', '.join(loaded.accounts)}\nPassword: {loaded.password}\n"
        )
