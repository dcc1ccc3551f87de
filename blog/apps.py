from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BlogConfig(AppConfig):
    name = "blog"
    verbose_name = _("Blog")

    def ready(self) -> None:
        """Register the system checks, and who makes the public faces of new writers."""
        from accounts import faces
        from blog import checks  # noqa: F401 - models are not loaded before
        from blog.faces import AuthorFaces
        from blog.pictures import entries_with
        from images import usage

        faces.register(AuthorFaces())
        usage.register(entries_with)
