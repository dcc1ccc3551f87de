from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate, post_save
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        """Follow everything that is searched; let the owner put the search into a menu."""
        from blog import menus
        from search.index import forget_leftovers
        from search.receivers import update_after_commit  # models are loaded by now, not before
        from search.sources import SOURCES

        post_migrate.connect(forget_leftovers, sender=self)
        for source in SOURCES.values():
            post_save.connect(update_after_commit, sender=source.model)
            post_delete.connect(update_after_commit, sender=source.model)
        menus.offer("search:search", _("Search"))
