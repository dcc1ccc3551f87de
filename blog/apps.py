from django.apps import AppConfig
from django.core.signals import request_finished
from django.utils.translation import gettext_lazy as _


class BlogConfig(AppConfig):
    name = "blog"
    verbose_name = _("Blog")

    def ready(self) -> None:
        """Register the blog with the apps below it, and connect the signal receivers."""
        from accounts import author_profiles
        from blog import receivers
        from blog.author_profiles import BlogAuthorProfiles
        from blog.external_pages import store as external_pages
        from blog.image_usage import entries_with, icon_files
        from blog.redirects import not_found_log
        from images import orphans, usage

        request_finished.connect(not_found_log.flush_periodically)
        author_profiles.register(BlogAuthorProfiles())
        usage.register(entries_with)
        orphans.register(icon_files)
        orphans.register(external_pages.file_names)
        receivers.connect()
