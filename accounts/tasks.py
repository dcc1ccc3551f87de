"""Background tasks for account e-mails. Queued rows name them by path: renaming one loses its queue."""

from django_tasks import task

from accounts import email_change, emails, signup


@task
def send_password_reset(email: str) -> int:
    """Send a password reset link to the account with the address `email`; return the number of mails."""
    return emails.send_password_reset(email)


@task
def answer_sign_up(email: str, language: str) -> None:
    """Send the mail to an address that requested an account."""
    signup.send_mail(email, language)


@task
def write_email_change(pk: int) -> None:
    """Send the links of a change of address to both mailboxes."""
    email_change.send_links(pk)
