"""The worker's door to account mails."""

from django_tasks import task

from accounts import email_change, mail, sign_up


@task
def send_password_reset(email: str) -> int:
    """Write the mail for whoever has the address `email`; return how many were written."""
    return mail.send_password_reset(email)


@task
def answer_sign_up(email: str, language: str) -> None:
    """Write to an address that asked for an account."""
    sign_up.answer(email, language)


@task
def write_email_change(pk: int) -> None:
    """Write to both mailboxes of a change of address."""
    email_change.write_letters(pk)
