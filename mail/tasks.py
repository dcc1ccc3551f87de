"""Background task that sends the outbox."""

from django_tasks import task

from mail import sending


@task
def send_waiting() -> int:
    """Send the due mails; return how many. Running it twice sends no mail twice."""
    return sending.send_waiting()
