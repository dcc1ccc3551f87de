"""Rows that people read in the admin and do not write there: what they cannot do."""

from typing import Any

from django.http import HttpRequest


class NotWritten:
    """For a ModelAdmin: nobody adds or changes a row; it may be deleted as the role says."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False


class ReadOnly(NotWritten):
    """For a ModelAdmin: nobody adds, changes or deletes a row."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False
