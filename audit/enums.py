"""Choices of the log: who acts, and everything that is worth a row."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ActorKind(models.TextChoices):
    """What acted. Only a PERSON has an account; a VISITOR is somebody who is not signed in."""

    PERSON = "person", _("person")
    WORKER = "worker", _("the worker")
    COMMAND = "command", _("command")
    VISITOR = "visitor", _("somebody not signed in")
    SYSTEM = "system", _("the site itself")


class Verb(models.TextChoices):
    """What was done, as filters name it. Its sentence, with the thing in it, is in SENTENCES."""

    # Anything with a row in the admin
    ADDED = "added", pgettext_lazy("log", "Added")
    CHANGED = "changed", pgettext_lazy("log", "Changed")
    TRASHED = "trashed", pgettext_lazy("log", "Moved to the trash")
    RESTORED = "restored", pgettext_lazy("log", "Restored")
    DELETED = "deleted", pgettext_lazy("log", "Deleted for good")
    # Posts and pages
    HANDED_IN = "handed_in", pgettext_lazy("log", "Handed in for review")
    SCHEDULED = "scheduled", pgettext_lazy("log", "Scheduled")
    PUBLISHED = "published", pgettext_lazy("log", "Published")
    UNPUBLISHED = "unpublished", pgettext_lazy("log", "Taken back from readers")
    # Comments
    COMMENT_HELD = "comment_held", pgettext_lazy("log", "Comment put back into the queue")
    COMMENT_APPROVED = "comment_approved", pgettext_lazy("log", "Comment approved")
    COMMENT_REJECTED = "comment_rejected", pgettext_lazy("log", "Comment rejected")
    COMMENT_SPAM = "comment_spam", pgettext_lazy("log", "Comment marked as spam")
    COMMENT_REMOVED = "comment_removed", pgettext_lazy("log", "Comment removed")
    COMMENT_EDITED = "comment_edited", pgettext_lazy("log", "Comment changed by its writer")
    COMMENT_TAKEN_BACK = "comment_taken_back", pgettext_lazy("log", "Comment deleted by its writer")
    COMMENT_CHANGED = "comment_changed", pgettext_lazy("log", "Comment mended")
    COMMENT_DELETED = "comment_deleted", pgettext_lazy("log", "Comment deleted for good")
    COMMENT_KEPT = "comment_kept", pgettext_lazy("log", "Reported comment kept")
    COMMENT_NOTED = "comment_noted", pgettext_lazy("log", "Note on a comment written")
    OPINION_ASKED = "opinion_asked", pgettext_lazy("log", "Second opinion asked for")
    OPINION_WITHDRAWN = (
        "opinion_withdrawn",
        pgettext_lazy("log", "Question for a second opinion taken back"),
    )
    TALK_CLOSED = "talk_closed", pgettext_lazy("log", "Conversation closed")
    TALK_REOPENED = "talk_reopened", pgettext_lazy("log", "Conversation opened again")
    TALK_PINNED = "talk_pinned", pgettext_lazy("log", "Conversation pinned")
    TALK_OFF_TOPIC = "talk_off_topic", pgettext_lazy("log", "Conversation moved to off topic")
    TALK_PUT_BACK = "talk_put_back", pgettext_lazy("log", "Conversation put back in its order")
    SLOW_MODE_LIFTED = "slow_mode_lifted", pgettext_lazy("log", "Slow mode lifted")
    # The site
    SETTINGS_CHANGED = "settings_changed", pgettext_lazy("log", "Settings changed")
    MAILS_SENT_AGAIN = "mails_sent_again", pgettext_lazy("log", "Mails sent again")
    REBUILT = "rebuilt", pgettext_lazy("log", "Made anew")
    DEMO_LOADED = "demo_loaded", pgettext_lazy("log", "Demo content loaded")
    BACKED_UP = "backed_up", pgettext_lazy("log", "Backed up")
    BACKUP_TAKEN = "backup_taken", pgettext_lazy("log", "Backup downloaded")
    SITE_RESTORED = "site_restored", pgettext_lazy("log", "Restored from a backup")
    TRASH_EMPTIED = "trash_emptied", pgettext_lazy("log", "Trash emptied")
    # People
    INVITED = "invited", pgettext_lazy("log", "Invited")
    INVITATION_REVOKED = "invitation_revoked", pgettext_lazy("log", "Invitation revoked")
    JOINED = "joined", pgettext_lazy("log", "Account opened")
    ROLE_GIVEN = "role_given", pgettext_lazy("log", "Role given")
    ROLE_TAKEN = "role_taken", pgettext_lazy("log", "Role taken away")
    ACCOUNT_DELETED = "account_deleted", pgettext_lazy("log", "Account deleted")
    SIGNED_IN = "signed_in", pgettext_lazy("log", "Signed in")
    SIGN_IN_FAILED = "sign_in_failed", pgettext_lazy("log", "Sign-in failed")
    SIGNED_OUT_EVERYWHERE = "signed_out_everywhere", pgettext_lazy("log", "Signed out everywhere")
    PASSWORD_CHANGED = "password_changed", pgettext_lazy("log", "Password changed")
    EMAIL_CHANGED = "email_changed", pgettext_lazy("log", "E-mail address changed")
    FACTOR_ADDED = "factor_added", pgettext_lazy("log", "Second factor added")
    FACTOR_REMOVED = "factor_removed", pgettext_lazy("log", "Second factor removed")
    PICTURE_TAKEN = "picture_taken", pgettext_lazy("log", "Picture taken away")


#: The sentence of each verb. %(what)s is a thing with its kind (post “Title”), %(name)s the mere
#: title or name, %(note)s the note of the row. Who did it stands beside the sentence.
SENTENCES = {
    Verb.ADDED: pgettext_lazy("log", "Added %(what)s"),
    Verb.CHANGED: pgettext_lazy("log", "Changed %(what)s"),
    Verb.TRASHED: pgettext_lazy("log", "Moved %(what)s to the trash"),
    Verb.RESTORED: pgettext_lazy("log", "Restored %(what)s from the trash"),
    Verb.DELETED: pgettext_lazy("log", "Deleted %(what)s for good"),
    Verb.HANDED_IN: pgettext_lazy("log", "Handed in %(what)s for review"),
    Verb.SCHEDULED: pgettext_lazy("log", "Scheduled %(what)s"),
    Verb.PUBLISHED: pgettext_lazy("log", "Published %(what)s"),
    Verb.UNPUBLISHED: pgettext_lazy("log", "Took %(what)s back from readers"),
    Verb.COMMENT_HELD: pgettext_lazy("log", "Put a comment on “%(name)s” back into the queue"),
    Verb.COMMENT_APPROVED: pgettext_lazy("log", "Approved a comment on “%(name)s”"),
    Verb.COMMENT_REJECTED: pgettext_lazy("log", "Rejected a comment on “%(name)s”"),
    Verb.COMMENT_SPAM: pgettext_lazy("log", "Marked a comment on “%(name)s” as spam"),
    Verb.COMMENT_REMOVED: pgettext_lazy("log", "Removed a comment on “%(name)s”"),
    Verb.COMMENT_EDITED: pgettext_lazy("log", "Changed their comment on “%(name)s”"),
    Verb.COMMENT_TAKEN_BACK: pgettext_lazy("log", "Deleted their comment on “%(name)s”"),
    Verb.COMMENT_CHANGED: pgettext_lazy("log", "Mended a comment on “%(name)s”"),
    Verb.COMMENT_DELETED: pgettext_lazy("log", "Deleted a comment on “%(name)s” for good"),
    Verb.COMMENT_KEPT: pgettext_lazy("log", "Kept a reported comment on “%(name)s”"),
    Verb.COMMENT_NOTED: pgettext_lazy("log", "Wrote a note on a comment on “%(name)s”"),
    Verb.OPINION_ASKED: pgettext_lazy("log", "Asked for a second opinion on “%(name)s”"),
    Verb.OPINION_WITHDRAWN: pgettext_lazy(
        "log", "Took back a question for a second opinion on “%(name)s”"
    ),
    Verb.TALK_CLOSED: pgettext_lazy("log", "Closed a conversation on “%(name)s”"),
    Verb.TALK_REOPENED: pgettext_lazy("log", "Opened a conversation on “%(name)s” again"),
    Verb.TALK_PINNED: pgettext_lazy("log", "Pinned a conversation on “%(name)s”"),
    Verb.TALK_OFF_TOPIC: pgettext_lazy("log", "Moved a conversation on “%(name)s” to off topic"),
    Verb.TALK_PUT_BACK: pgettext_lazy("log", "Put a conversation on “%(name)s” back in its order"),
    Verb.SLOW_MODE_LIFTED: pgettext_lazy("log", "Lifted the slow mode of “%(name)s”"),
    Verb.SETTINGS_CHANGED: pgettext_lazy("log", "Changed the settings: %(kind)s"),
    Verb.MAILS_SENT_AGAIN: pgettext_lazy("log", "Sent mails again: %(note)s"),
    Verb.REBUILT: pgettext_lazy("log", "Made anew what is derived: %(note)s"),
    Verb.DEMO_LOADED: pgettext_lazy("log", "Loaded the demo content"),
    Verb.BACKED_UP: pgettext_lazy("log", "Backed up the site"),
    Verb.BACKUP_TAKEN: pgettext_lazy("log", "Downloaded the backup %(name)s"),
    Verb.SITE_RESTORED: pgettext_lazy("log", "Restored the site from a backup"),
    Verb.TRASH_EMPTIED: pgettext_lazy("log", "Emptied the trash: %(note)s"),
    Verb.INVITED: pgettext_lazy("log", "Invited %(name)s"),
    Verb.INVITATION_REVOKED: pgettext_lazy("log", "Revoked the invitation of %(name)s"),
    Verb.JOINED: pgettext_lazy("log", "%(name)s opened an account"),
    Verb.ROLE_GIVEN: pgettext_lazy("log", "Gave %(name)s a role: %(note)s"),
    Verb.ROLE_TAKEN: pgettext_lazy("log", "Took a role from %(name)s: %(note)s"),
    Verb.ACCOUNT_DELETED: pgettext_lazy("log", "Deleted the account of %(name)s"),
    Verb.SIGNED_IN: pgettext_lazy("log", "Signed in"),
    Verb.SIGN_IN_FAILED: pgettext_lazy("log", "Tried to sign in and failed"),
    Verb.SIGNED_OUT_EVERYWHERE: pgettext_lazy("log", "Signed out everywhere"),
    Verb.PASSWORD_CHANGED: pgettext_lazy("log", "Changed the password of %(name)s"),
    Verb.EMAIL_CHANGED: pgettext_lazy("log", "Changed the e-mail address of %(name)s"),
    Verb.FACTOR_ADDED: pgettext_lazy("log", "Added a second factor for %(name)s: %(note)s"),
    Verb.FACTOR_REMOVED: pgettext_lazy("log", "Removed a second factor of %(name)s: %(note)s"),
    Verb.PICTURE_TAKEN: pgettext_lazy("log", "Took the picture of %(name)s away"),
}
