from django.apps import AppConfig
from django.core.signals import request_finished
from django.utils.translation import gettext_lazy as _


class BlogConfig(AppConfig):
    name = "blog"
    verbose_name = _("Blog")

    def ready(self) -> None:
        """Register the system checks, new writers' public faces, the count of 404s; listen."""
        from accounts import faces
        from blog import checks, missed, receivers  # noqa: F401 - models are not loaded before
        from blog.faces import AuthorFaces
        from blog.pictures import entries_with
        from images import usage

        request_finished.connect(missed.write_now_and_then)
        faces.register(AuthorFaces())
        usage.register(entries_with)
        receivers.connect()
