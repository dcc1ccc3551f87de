"""Models of the comments."""

from comments.models.comment import DEEPEST_LEVEL, SEGMENT, Comment, Queue, keys_in, segment
from comments.models.learning import LearnedPatterns, LearnedToken
from comments.models.moderation import Ban, CannedReply, Note, SlowMode
from comments.models.policy import CommentPolicy, FilterSettings
from comments.models.reactions import Like, ReplySubscription, Report

__all__ = [
    "DEEPEST_LEVEL",
    "SEGMENT",
    "Ban",
    "CannedReply",
    "Comment",
    "CommentPolicy",
    "FilterSettings",
    "LearnedPatterns",
    "LearnedToken",
    "Like",
    "Note",
    "Queue",
    "ReplySubscription",
    "Report",
    "SlowMode",
    "keys_in",
    "segment",
]
