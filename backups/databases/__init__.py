"""Database backends of backups: dump to one consistent file, and load it in one transaction."""

from types import ModuleType

from django.db import connection

from backups.databases import postgresql, sqlite


def current() -> ModuleType:
    """Return the module of the default database.

    It has ENGINE, MEMBER (the file's name in a backup), and the functions `version`, `size`, `dump`,
    `stage`, `load`, `mark`, `has_mark`.
    """
    return sqlite if connection.vendor == "sqlite" else postgresql
