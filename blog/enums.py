"""Choices of the blog's models."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Where a post or page stands. Which of them readers see is EntryQuerySet.published()."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    SCHEDULED = "scheduled", _("Scheduled")
    PUBLISHED = "published", _("Published")
    PRIVATE = "private", _("Private")
    TRASHED = "trashed", _("In the trash")


class AIUse(models.TextChoices):
    """How far a text was made by a machine; the author says so, readers and machines are told."""

    NONE = "none", _("Written by people")
    ASSISTED = "assisted", _("Written with the help of AI")
    GENERATED = "generated", _("Written by AI")


class CommentMode(models.TextChoices):
    """Whether readers may comment on a post or page."""

    DEFAULT = "default", _("As the site's policy says")
    OPEN = "open", _("Open, also where the site’s policy says closed")
    FREE = "free", _("Open: comments appear at once")
    FIRST = "first", _("The first comment of a writer waits")
    HELD = "held", _("Every comment waits")
    MEMBERS = "members", _("Only people with an account")
    CLOSED = "closed", _("Closed")


class AdPosition(models.TextChoices):
    """Where an ad stands. NAMED ads stand where an author writes `:::ad name`."""

    BEFORE_TOC = "before_toc", _("Before the table of contents")
    BEFORE_HEADING = "before_heading", _("Before the n-th heading")
    END_OF_POST = "end_of_post", _("At the end of the post")
    SIDEBAR = "sidebar", _("In the sidebar")
    NAMED = "named", _("Where the author names it")


class MenuPlace(models.TextChoices):
    """Where a menu stands on every page."""

    HEADER = "header", _("Header")
    FOOTER = "footer", _("Footer")


class MenuKind(models.TextChoices):
    """What an entry of a menu leads to. TEXT leads nowhere: it is a heading for those below it."""

    POST = "post", _("Post")
    PAGE = "page", _("Page")
    CATEGORY = "category", _("Category")
    TAG = "tag", _("Tag")
    SERIES = "series", _("Series")
    AUTHOR = "author", _("Author")
    URL = "url", _("Address")
    TEXT = "text", _("Heading")


class WidgetKind(models.TextChoices):
    """Pieces of the sidebar. Each may stand there once, but for texts."""

    ABOUT = "about", _("About this blog")
    PROFILE = "profile", _("Profile")
    SEARCH = "search", _("Search")
    RECENT = "recent", _("Newest posts")
    POPULAR = "popular", _("Most discussed posts")
    CATEGORIES = "categories", _("Categories")
    TAGS = "tags", _("Tags")
    ARCHIVE = "archive", _("Archive")
    TEXT = "text", _("Text of your own")


class Period(models.TextChoices):
    """Which posts count among the most discussed."""

    ALL = "all", _("All posts")
    QUARTER = "quarter", _("Posts of the last 90 days")


class HomePlace(models.TextChoices):
    """Where the home shows a post besides its place among the newest."""

    USUAL = "", _("In its usual place")
    PINNED = "pinned", _("Pinned to the top")
    PICKED = "picked", _("Among the picks")


class Side(models.TextChoices):
    """On which side of a balloon the speaker stands."""

    LEFT = "left", _("Left")
    RIGHT = "right", _("Right")


class Shape(models.TextChoices):
    """The form of a balloon: spoken or thought."""

    SPEECH = "speech", _("Speech")
    THOUGHT = "thought", _("Thought")


class ProfileService(models.TextChoices):
    """Places where readers can follow the site or an author."""

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
