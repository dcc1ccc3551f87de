"""The worker's door to what takes long on a large blog."""

from django_tasks import task

from blog import publishing


@task
def rebuild_html() -> int:
    """Make all stored HTML anew; return how much changed. Running it twice changes nothing more."""
    return publishing.rebuild_all()
