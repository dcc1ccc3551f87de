"""Search backends, one per database: the same bigrams and the same results on each.

Each backend has the same functions. `create()` and `drop()` return the SQL of the backend's index.
`write(entries)` and `delete(entries)` update it for rows of IndexEntry, in the caller's transaction.
`contains(entry)` checks one entry. `search(request, …)` returns hits. The types of request and hits are
in search/search_request.py.
"""

from types import ModuleType

from django.db import connection

from search.backends import postgresql, sqlite


def backend() -> ModuleType:
    """Return the backend module of the default database."""
    return postgresql if connection.vendor == "postgresql" else sqlite
