"""Background tasks of the blog."""

from django_tasks import task

from blog import publishing


@task
def rebuild_html() -> int:
    """Render the stored HTML of every entry again; return the number of changes. Idempotent."""
    return publishing.rebuild_all()
