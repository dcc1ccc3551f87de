"""The worker's door to the outbox."""

from django_tasks import task

from mail import sending


@task
def send_waiting() -> int:
    """Send what is due; return how many mails left. Running it twice sends nothing twice."""
    return sending.send_waiting()
