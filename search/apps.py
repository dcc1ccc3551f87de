from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate, post_save
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        """Connect the signals of the indexed models, and offer the search page as a menu item."""
        from blog.navigation import menus
        from search.documents import SOURCES
        from search.index import clear_if_empty
        from search.receivers import update_after_commit  # models are loaded by now, not before

        post_migrate.connect(clear_if_empty, sender=self)
        for source in SOURCES.values():
            post_save.connect(update_after_commit, sender=source.model)
            post_delete.connect(update_after_commit, sender=source.model)
        menus.offer("search:search", _("Search"))
