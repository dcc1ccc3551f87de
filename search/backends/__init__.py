"""The index of the database in use: the same bigrams and the same answers on each.

Each backend has the same functions: `create()` and `drop()` are the statements for its own index;
`write(entries)` and `erase(entries)` keep it in step with rows of IndexEntry, in the caller's transaction;
`holds(entry)` says whether it is; `find(wanted, …)` answers. What is wanted, and what comes back, is
described by search/wanted.py.
"""

from types import ModuleType

from django.db import connection

from search.backends import postgresql, sqlite


def backend() -> ModuleType:
    """Return the module for the database that the connection leads to."""
    return postgresql if connection.vendor == "postgresql" else sqlite
