"""The two databases behind one interface: a consistent copy as one file, and back in one transaction."""

from types import ModuleType

from django.db import connection

from backups.databases import postgresql, sqlite


def present() -> ModuleType:
    """Return the module of the database that the settings name.

    It has ENGINE, MEMBER (the file's name in a backup), `version`, `size`, `dump`, `load`, `carries`.
    """
    return sqlite if connection.vendor == "sqlite" else postgresql
