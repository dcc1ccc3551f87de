"""The comments' models."""

from comments.models.comment import DEEPEST_LEVEL, SEGMENT, Comment, Queue, keys_in, segment
from comments.models.desk import Ban, CannedReply, Note, SlowMode
from comments.models.learning import LearntWord
from comments.models.policy import CommentPolicy, FilterSettings
from comments.models.readers import Like, ReplyWish, Report

__all__ = [
    "DEEPEST_LEVEL",
    "SEGMENT",
    "Ban",
    "CannedReply",
    "Comment",
    "CommentPolicy",
    "FilterSettings",
    "LearntWord",
    "Like",
    "Note",
    "Queue",
    "ReplyWish",
    "Report",
    "SlowMode",
    "keys_in",
    "segment",
]
