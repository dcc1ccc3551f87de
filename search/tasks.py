"""Background tasks of the search."""

from django_tasks import task

from search import index
from search.enums import Kind


@task
def update_entry(kind: int, key: int) -> int:
    """Update the index entry of one object; return the number of changed entries (0 or 1)."""
    return index.update(Kind(kind), [key])
