"""Choices of the search."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(IntegerChoices):
    """What is indexed. The numbers are part of the order of the index and never change."""

    POST = 0, _("Posts")
    PAGE = 1, _("Pages")
    COMMENT = 2, _("Comments")
    IMAGE = 3, _("Images")


class Order(TextChoices):
    """How results are sorted."""

    BEST = "", _("Most relevant first")
    DATE = "date", _("Newest first")
