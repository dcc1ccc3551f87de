"""Choices of the blog's models."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Status(models.TextChoices):
    """Workflow status of a post or page. Which entries are public: EntryQuerySet.published().

    PROTECTED is not public: readers with the password read it at one URL (blog/protection.py).
    """

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    SCHEDULED = "scheduled", _("Scheduled")
    PUBLISHED = "published", _("Published")
    PRIVATE = "private", _("Private")
    PROTECTED = "protected", _("Password-protected")
    TRASHED = "trashed", _("In the trash")


class RevisionKind(models.TextChoices):
    """Why a revision was stored. CONFLICT is a text that was not saved because of another person's."""

    SAVED = "saved", pgettext_lazy("revision", "Saved")
    AUTOSAVED = "autosaved", _("Saved automatically")
    RESTORED = "restored", pgettext_lazy("revision", "Restored")
    CONFLICT = "conflict", _("Not saved because of a conflict")


class AIUse(models.TextChoices):
    """Use of AI for a text, as its author declares it (blog/disclosure.py publishes it)."""

    NONE = "none", _("Written by people")
    ASSISTED = "assisted", _("Written with the help of AI")
    GENERATED = "generated", _("Written by AI")


class CommentMode(models.TextChoices):
    """Who may comment on a post or page, and whether comments are moderated."""

    DEFAULT = "default", _("Follow the site's policy")
    OPEN = "open", _("Open, even if the site’s policy is closed")
    FREE = "free", _("Open: comments appear immediately")
    FIRST = "first", _("The first comment of each commenter is held for moderation")
    HELD = "held", _("All comments are held for moderation")
    MEMBERS = "members", _("Only people with an account")
    CLOSED = "closed", _("Closed")


class AdPosition(models.TextChoices):
    """Position of an ad. NAMED ads appear where an author writes `:::ad name`."""

    BEFORE_TOC = "before_toc", _("Before the table of contents")
    BEFORE_HEADING = "before_heading", _("Before the n-th heading")
    END_OF_POST = "end_of_post", _("At the end of the post")
    SIDEBAR = "sidebar", _("In the sidebar")
    NAMED = "named", _("Where the author inserts it by name")


class MenuPlace(models.TextChoices):
    """Location of a menu on every page."""

    HEADER = "header", _("Header")
    FOOTER = "footer", _("Footer")


class MenuKind(models.TextChoices):
    """Target type of a menu item. TEXT has no link: it is a heading for the items below it."""

    POST = "post", _("Post")
    PAGE = "page", _("Page")
    CATEGORY = "category", _("Category")
    TAG = "tag", _("Tag")
    SERIES = "series", _("Series")
    AUTHOR = "author", _("Author")
    URL = "url", _("URL")
    TEXT = "text", _("Heading")


class WidgetKind(models.TextChoices):
    """Kinds of sidebar widgets. Each kind appears at most once, except TEXT."""

    ABOUT = "about", _("About this blog")
    PROFILE = "profile", _("Profile")
    SEARCH = "search", _("Search")
    RECENT = "recent", _("Newest posts")
    POPULAR = "popular", _("Most discussed posts")
    CATEGORIES = "categories", _("Categories")
    TAGS = "tags", _("Tags")
    ARCHIVE = "archive", _("Archive")
    TEXT = "text", _("Custom text")


class Period(models.TextChoices):
    """Which posts the widget of the most discussed posts ranks."""

    ALL = "all", _("All posts")
    QUARTER = "quarter", _("Posts of the last 90 days")


class HomePlace(models.TextChoices):
    """Placement of a post on the home page besides the list of newest posts."""

    USUAL = "", _("In its usual place")
    PINNED = "pinned", _("Pinned to the top")
    PICKED = "picked", _("In the picks")


class Side(models.TextChoices):
    """Side of a balloon that shows the speaker."""

    LEFT = "left", _("Left")
    RIGHT = "right", _("Right")


class Shape(models.TextChoices):
    """Shape of a balloon: speech or thought."""

    SPEECH = "speech", _("Speech")
    THOUGHT = "thought", _("Thought")


class ProfileService(models.TextChoices):
    """External services on which the site or an author has a profile."""

    X = "x", "X"
    BLUESKY = "bluesky", "Bluesky"
    MASTODON = "mastodon", "Mastodon"
    MISSKEY = "misskey", "Misskey"
    THREADS = "threads", "Threads"
    FACEBOOK = "facebook", "Facebook"
    INSTAGRAM = "instagram", "Instagram"
    YOUTUBE = "youtube", "YouTube"
    TIKTOK = "tiktok", "TikTok"
    LINE = "line", "LINE"
    NOTE = "note", "note"
    GITHUB = "github", "GitHub"
    LINKEDIN = "linkedin", "LinkedIn"
    PINTEREST = "pinterest", "Pinterest"
    WEBSITE = "website", _("Website")
