"""`manage.py load_demo`: a blog to look at, in a database that nobody has used yet."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from desk.demo import loading


class Command(BaseCommand):
    """Loads the demo once; a blog in use, and one in production, it leaves alone."""

    help = "Fill an unused blog with demo posts, people and comments."

    def handle(self, *args: object, **options: object) -> None:
        if not settings.DEMO:
            raise CommandError(
                "Demo content belongs to a blog on one's own machine; these settings are not for one."
                " Nothing was loaded."
            )
        call_command(
            "createcachetable", verbosity=0
        )  # comments remember in the cache what was sent
        loaded = loading.load()
        if loaded is None:
            self.stdout.write("This blog is in use already: no demo content was loaded.\n")
            return
        self.stdout.write(
            f"Demo content: {loaded.posts} posts, {loaded.pages} pages, {loaded.comments} comments.\n"
            f"Accounts: {', '.join(loaded.accounts)}\nPassword: {loaded.password}\n"
        )
