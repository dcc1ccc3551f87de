"""The worker's door to the index."""

from django_tasks import task

from search import index
from search.enums import Kind


@task
def update_entry(kind: int, key: int) -> int:
    """Bring the entry of one object up to date; return whether it changed."""
    return index.update(Kind(kind), [key])
