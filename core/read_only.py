"""ModelAdmin mixins for rows that are read-only in the admin."""

from django.db.models import Model
from django.http import HttpRequest


class NoAddOrChange:
    """ModelAdmin mixin: rows cannot be added or changed; deleting needs the usual permission."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class ReadOnly(NoAddOrChange):
    """ModelAdmin mixin: rows cannot be added, changed or deleted."""

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
