"""Enums of the audit log: kinds of actors, and actions with their sentences."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ActorKind(models.TextChoices):
    """Kinds of actors. Only a PERSON has an account; a VISITOR is not signed in."""

    PERSON = "person", _("person")
    WORKER = "worker", _("the worker")
    COMMAND = "command", _("command")
    VISITOR = "visitor", _("someone who is not signed in")
    SYSTEM = "system", _("the site itself")


class Verb(models.TextChoices):
    """Actions, labelled as the filter shows them. The log lines are in SENTENCES."""

    # Anything with a row in the admin
    ADDED = "added", pgettext_lazy("log", "Added")
    CHANGED = "changed", pgettext_lazy("log", "Changed")
    TRASHED = "trashed", pgettext_lazy("log", "Moved to the trash")
    RESTORED = "restored", pgettext_lazy("log", "Restored from the trash")
    DELETED = "deleted", pgettext_lazy("log", "Deleted permanently")
    # Posts and pages
    SUBMITTED = "submitted", pgettext_lazy("log", "Submitted for review")
    RETURNED = "returned", pgettext_lazy("log", "Returned from review")
    SCHEDULED = "scheduled", pgettext_lazy("log", "Scheduled")
    PUBLISHED = "published", pgettext_lazy("log", "Published")
    UNPUBLISHED = "unpublished", pgettext_lazy("log", "Unpublished")
    PREVIEW_LINK_ADDED = "preview_link_added", pgettext_lazy("log", "Preview link created")
    PREVIEW_LINK_REVOKED = "preview_link_revoked", pgettext_lazy("log", "Preview link revoked")
    # Comments
    COMMENT_HELD = "comment_held", pgettext_lazy("log", "Comment returned to the moderation queue")
    COMMENT_APPROVED = "comment_approved", pgettext_lazy("log", "Comment approved")
    COMMENT_REJECTED = "comment_rejected", pgettext_lazy("log", "Comment rejected")
    COMMENT_SPAM = "comment_spam", pgettext_lazy("log", "Comment marked as spam")
    COMMENT_REMOVED = "comment_removed", pgettext_lazy("log", "Comment removed")
    COMMENT_EDITED = "comment_edited", pgettext_lazy("log", "Comment edited by the commenter")
    COMMENT_DELETED_BY_AUTHOR = (
        "comment_deleted_by_author",
        pgettext_lazy("log", "Comment deleted by the commenter"),
    )
    COMMENT_CHANGED = "comment_changed", pgettext_lazy("log", "Comment edited")
    COMMENT_DELETED = "comment_deleted", pgettext_lazy("log", "Comment deleted permanently")
    COMMENT_KEPT = "comment_kept", pgettext_lazy("log", "Reported comment kept")
    COMMENT_NOTED = "comment_noted", pgettext_lazy("log", "Note added to a comment")
    OPINION_REQUESTED = "opinion_requested", pgettext_lazy("log", "Second opinion requested")
    OPINION_WITHDRAWN = (
        "opinion_withdrawn",
        pgettext_lazy("log", "Request for a second opinion withdrawn"),
    )
    THREAD_CLOSED = "thread_closed", pgettext_lazy("log", "Conversation closed")
    THREAD_REOPENED = "thread_reopened", pgettext_lazy("log", "Conversation opened again")
    THREAD_PINNED = "thread_pinned", pgettext_lazy("log", "Conversation pinned")
    THREAD_OFF_TOPIC = "thread_off_topic", pgettext_lazy("log", "Conversation moved to off topic")
    THREAD_RESTORED = "thread_restored", pgettext_lazy("log", "Conversation back in normal order")
    SLOW_MODE_LIFTED = "slow_mode_lifted", pgettext_lazy("log", "Slow mode turned off")
    # The site
    SETTINGS_CHANGED = "settings_changed", pgettext_lazy("log", "Settings changed")
    MAILS_RESENT = "mails_resent", pgettext_lazy("log", "Emails sent again")
    REBUILT = "rebuilt", pgettext_lazy("log", "Rebuilt")
    DEMO_LOADED = "demo_loaded", pgettext_lazy("log", "Demo content loaded")
    BACKED_UP = "backed_up", pgettext_lazy("log", "Backed up")
    BACKUP_DOWNLOADED = "backup_downloaded", pgettext_lazy("log", "Backup downloaded")
    SITE_RESTORED = "site_restored", pgettext_lazy("log", "Restored from a backup")
    TRASH_EMPTIED = "trash_emptied", pgettext_lazy("log", "Trash emptied")
    # People
    INVITED = "invited", pgettext_lazy("log", "Invited")
    INVITATION_REVOKED = "invitation_revoked", pgettext_lazy("log", "Invitation revoked")
    JOINED = "joined", pgettext_lazy("log", "Account created")
    ROLE_ASSIGNED = "role_assigned", pgettext_lazy("log", "Role assigned")
    ROLE_REMOVED = "role_removed", pgettext_lazy("log", "Role removed")
    ACCOUNT_DELETED = "account_deleted", pgettext_lazy("log", "Account deleted")
    SIGNED_IN = "signed_in", pgettext_lazy("log", "Signed in")
    SIGN_IN_FAILED = "sign_in_failed", pgettext_lazy("log", "Sign-in failed")
    SIGNED_OUT_EVERYWHERE = "signed_out_everywhere", pgettext_lazy("log", "Signed out everywhere")
    PASSWORD_CHANGED = "password_changed", pgettext_lazy("log", "Password changed")
    EMAIL_CHANGED = "email_changed", pgettext_lazy("log", "Email address changed")
    FACTOR_ADDED = "factor_added", pgettext_lazy("log", "Second factor added")
    FACTOR_REMOVED = "factor_removed", pgettext_lazy("log", "Second factor removed")
    AVATAR_REMOVED = "avatar_removed", pgettext_lazy("log", "Avatar removed")


#: The sentence of each verb. %(what)s is the target with its kind (post “Title”), %(name)s its title,
#: %(kind)s its kind, %(note)s the note of the row. The actor is shown beside the sentence.
SENTENCES = {
    Verb.ADDED: pgettext_lazy("log", "Added %(what)s"),
    Verb.CHANGED: pgettext_lazy("log", "Changed %(what)s"),
    Verb.TRASHED: pgettext_lazy("log", "Moved %(what)s to the trash"),
    Verb.RESTORED: pgettext_lazy("log", "Restored %(what)s from the trash"),
    Verb.DELETED: pgettext_lazy("log", "Permanently deleted %(what)s"),
    Verb.SUBMITTED: pgettext_lazy("log", "Submitted %(what)s for review"),
    Verb.RETURNED: pgettext_lazy("log", "Returned %(what)s from review to draft"),
    Verb.SCHEDULED: pgettext_lazy("log", "Scheduled %(what)s"),
    Verb.PUBLISHED: pgettext_lazy("log", "Published %(what)s"),
    Verb.UNPUBLISHED: pgettext_lazy("log", "Unpublished %(what)s"),
    Verb.PREVIEW_LINK_ADDED: pgettext_lazy("log", "Created a preview link of %(what)s"),
    Verb.PREVIEW_LINK_REVOKED: pgettext_lazy("log", "Revoked a preview link of %(what)s"),
    Verb.COMMENT_HELD: pgettext_lazy(
        "log", "Returned a comment on “%(name)s” to the moderation queue"
    ),
    Verb.COMMENT_APPROVED: pgettext_lazy("log", "Approved a comment on “%(name)s”"),
    Verb.COMMENT_REJECTED: pgettext_lazy("log", "Rejected a comment on “%(name)s”"),
    Verb.COMMENT_SPAM: pgettext_lazy("log", "Marked a comment on “%(name)s” as spam"),
    Verb.COMMENT_REMOVED: pgettext_lazy("log", "Removed a comment on “%(name)s”"),
    Verb.COMMENT_EDITED: pgettext_lazy("log", "Edited their comment on “%(name)s”"),
    Verb.COMMENT_DELETED_BY_AUTHOR: pgettext_lazy("log", "Deleted their comment on “%(name)s”"),
    Verb.COMMENT_CHANGED: pgettext_lazy("log", "Edited a comment on “%(name)s”"),
    Verb.COMMENT_DELETED: pgettext_lazy("log", "Permanently deleted a comment on “%(name)s”"),
    Verb.COMMENT_KEPT: pgettext_lazy("log", "Kept a reported comment on “%(name)s”"),
    Verb.COMMENT_NOTED: pgettext_lazy("log", "Added a note to a comment on “%(name)s”"),
    Verb.OPINION_REQUESTED: pgettext_lazy("log", "Asked for a second opinion on “%(name)s”"),
    Verb.OPINION_WITHDRAWN: pgettext_lazy(
        "log", "Withdrew a request for a second opinion on “%(name)s”"
    ),
    Verb.THREAD_CLOSED: pgettext_lazy("log", "Closed a conversation on “%(name)s”"),
    Verb.THREAD_REOPENED: pgettext_lazy("log", "Reopened a conversation on “%(name)s”"),
    Verb.THREAD_PINNED: pgettext_lazy("log", "Pinned a conversation on “%(name)s”"),
    Verb.THREAD_OFF_TOPIC: pgettext_lazy("log", "Moved a conversation on “%(name)s” to off topic"),
    Verb.THREAD_RESTORED: pgettext_lazy(
        "log", "Put a conversation on “%(name)s” back in normal order"
    ),
    Verb.SLOW_MODE_LIFTED: pgettext_lazy("log", "Turned off slow mode for “%(name)s”"),
    Verb.SETTINGS_CHANGED: pgettext_lazy("log", "Changed the settings: %(kind)s"),
    Verb.MAILS_RESENT: pgettext_lazy("log", "Sent emails again: %(note)s"),
    Verb.REBUILT: pgettext_lazy("log", "Rebuilt derived data: %(note)s"),
    Verb.DEMO_LOADED: pgettext_lazy("log", "Loaded the demo content"),
    Verb.BACKED_UP: pgettext_lazy("log", "Backed up the site"),
    Verb.BACKUP_DOWNLOADED: pgettext_lazy("log", "Downloaded the backup %(name)s"),
    Verb.SITE_RESTORED: pgettext_lazy("log", "Restored the site from a backup"),
    Verb.TRASH_EMPTIED: pgettext_lazy("log", "Emptied the trash: %(note)s"),
    Verb.INVITED: pgettext_lazy("log", "Invited %(name)s"),
    Verb.INVITATION_REVOKED: pgettext_lazy("log", "Revoked the invitation of %(name)s"),
    Verb.JOINED: pgettext_lazy("log", "%(name)s created an account"),
    Verb.ROLE_ASSIGNED: pgettext_lazy("log", "Gave %(name)s a role: %(note)s"),
    Verb.ROLE_REMOVED: pgettext_lazy("log", "Removed a role from %(name)s: %(note)s"),
    Verb.ACCOUNT_DELETED: pgettext_lazy("log", "Deleted the account of %(name)s"),
    Verb.SIGNED_IN: pgettext_lazy("log", "Signed in"),
    Verb.SIGN_IN_FAILED: pgettext_lazy("log", "Failed to sign in"),
    Verb.SIGNED_OUT_EVERYWHERE: pgettext_lazy("log", "Signed out everywhere"),
    Verb.PASSWORD_CHANGED: pgettext_lazy("log", "Changed the password of %(name)s"),
    Verb.EMAIL_CHANGED: pgettext_lazy("log", "Changed the email address of %(name)s"),
    Verb.FACTOR_ADDED: pgettext_lazy("log", "Added a second factor for %(name)s: %(note)s"),
    Verb.FACTOR_REMOVED: pgettext_lazy("log", "Removed a second factor of %(name)s: %(note)s"),
    Verb.AVATAR_REMOVED: pgettext_lazy("log", "Removed the avatar of %(name)s"),
}
