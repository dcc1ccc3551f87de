"""The index of the database in use: the same bigrams and the same answers on each.

A backend has four functions: `write(entries)` and `erase(entries)` keep its own index in step with rows
of IndexEntry, in the caller's transaction; `holds(entry)` says whether it does; `find(wanted, …)`
answers. What is wanted, and what comes back, is described by search/wanted.py.
"""

from types import ModuleType

from django.db import connection

from search.backends import postgresql, sqlite


def backend() -> ModuleType:
    """Return the module for the database that the connection leads to."""
    return postgresql if connection.vendor == "postgresql" else sqlite
