"""The worker's door to account mails."""

from django_tasks import task

from accounts import mail


@task
def send_password_reset(email: str) -> int:
    """Write the mail for whoever has the address `email`; return how many were written."""
    return mail.send_password_reset(email)
