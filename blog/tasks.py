"""Background tasks of the blog."""

from django_tasks import task

from blog import publishing, review_mails


@task
def rebuild_html() -> int:
    """Render the stored HTML of every entry again; return the number of changes. Idempotent."""
    return publishing.rebuild_all()


@task
def mail_submitted_review(request_pk: int) -> int:
    """Mail the editors about a submission; return the number of mails. Idempotent."""
    return review_mails.send_submitted(request_pk)


@task
def mail_decided_review(request_pk: int) -> int:
    """Mail the authors about a decision; return the number of mails. Idempotent."""
    return review_mails.send_decided(request_pk)
