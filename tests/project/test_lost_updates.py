"""Each write function saves its own columns only, even if it gets an outdated instance.

People work on copies that they read at some time. Between the reading and the writing other people, the
worker and readers write too. After each step everything that changed must belong to that step.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone

from accounts.models import User
from blog import publishing, taxonomy
from blog.enums import HomePlace, Status
from blog.models import Category, Page, Post, Series, SidebarWidget, Tag
from blog.navigation import sidebar
from blog.redirects import slug_history
from blog.rendering import DERIVED_FIELDS
from blog.settings_forms import IdentityForm
from comments import deletion, moderation, moderator_actions, reactions, submission
from comments.identity import Identity
from comments.models import Comment, CommentPolicy
from comments.spam import Facts
from core import settings_forms
from core.models import SiteSettings
from images import trash
from images.models import Image
from images.uploads import add_image
from tests.comments.test_parallel import at_once
from tests.factories import (
    approved_comment,
    held_comment,
    make_category,
    make_series,
    make_tag,
    make_user,
    published_page,
    published_post,
)
from tests.images import samples

KINDS: tuple[type[models.Model], ...] = (
    *(Post, Page, Category, Tag, Series, Comment, Image, SidebarWidget, SiteSettings),
)
#: Columns that other people may write at any time, for which any value is valid.
FREE: dict[type[models.Model], list[str]] = {
    Post: ["title", "body", "excerpt", "cover_alt", "meta_description", "comment_count", "no_ads"],
    Page: ["title", "body", "excerpt", "cover_alt", "meta_description", "comment_count", "no_ads"],
    Category: ["name", "description", "home_section"],
    Tag: ["name", "description"],
    Series: ["name", "description"],
    Comment: ["user_name", "user_email", "like_count", "is_closed"],
    Image: ["alt", "file_name"],
    SidebarWidget: ["title", "count"],
    SiteSettings: ["tagline", "description"],
}
STATUS = {"status", "status_before_trash", "trashed_at", "go_live_at"}
STATUS |= {"published_at", "first_published_at"}
STATE = {"state", "previous_state", "is_public", "is_removed", "removed_at", "published_at"}
STATE |= {"held_for", "report_count"}
COUNT = {"post.comment_count", "page.comment_count"}
FACTS = Facts(language="ja")


@dataclass(frozen=True)
class Step:
    """A write with an instance that was read earlier, and the columns that it may change."""

    kinds: tuple[type[models.Model], ...]
    name: str
    act: Callable[[Any, Random, User], object]
    own: Collection[str]
    also: Collection[str] = ()

    def owns(self, kind: str, column: str) -> bool:
        """Whether the step may change the column of the model."""
        names = {kind._meta.model_name for kind in self.kinds}
        return (kind in names and column in self.own) or f"{kind}.{column}" in self.also


def words(rng: Random) -> str:
    return f"言葉{rng.randrange(10**6)}"


def saved(name: str) -> Callable[[Any, Random, User], object]:
    """Save one field of an entry."""

    def act(entry: Any, rng: Random, by: User) -> object:
        value = f"slug-{rng.randrange(10**6)}" if name == "slug" else words(rng)
        setattr(entry, name, value)
        return publishing.save(entry, fields=[name])

    return act


def renamed(category: Any, rng: Random, by: User) -> None:
    category.slug = f"slug-{rng.randrange(10**6)}"
    slug_history.save_category(category)


def settings_saved(form_data: Any, rng: Random, by: User) -> object:
    form = IdentityForm({**form_data, "name": words(rng)})
    assert form.is_valid(), form.errors
    return settings_forms.save([form], by=by, group="identity")


def uploaded_again(image: Any, rng: Random, by: User) -> object:
    return add_image(file=ContentFile(samples.png(), name="a.png"), by=None, alt=words(rng))


def by_moderator(verb: Callable[..., object]) -> Callable[[Any, Random, User], object]:
    return lambda comment, rng, by: verb(comment, by=by)


def plainly(verb: Callable[[Any], object]) -> Callable[[Any, Random, User], object]:
    return lambda row, rng, by: verb(row)


def later(rng: Random) -> Any:
    return timezone.now() + timedelta(hours=rng.choice([-3, 5]))


ENTRIES, TERMS, COMMENTS = (Post, Page), (Category, Tag, Series), (Comment,)
MOVED = {"post.category", "post.series", "post.series_position", "category.parent"}
MOVED |= {"category.path", "category.slug"}
WRITER = Identity("reader-secret")
STEPS = [
    *(
        Step(ENTRIES, f"save {name}", saved(name), {name, "updated_at", *DERIVED_FIELDS, *STATUS})
        for name in ("title", "body", "slug", "excerpt")
    ),
    *(
        Step(ENTRIES, verb.__name__, plainly(verb), STATUS)
        for verb in (publishing.publish, publishing.unpublish, publishing.trash, publishing.restore)
    ),
    Step(ENTRIES, "schedule", lambda e, rng, by: publishing.schedule(e, at=later(rng)), STATUS),
    Step(ENTRIES, "publish_due", lambda e, rng, by: publishing.publish_due(), STATUS),
    Step(ENTRIES, "expire_due", lambda e, rng, by: publishing.expire_due(), STATUS),
    Step(ENTRIES, "rebuild", plainly(publishing.rebuild), DERIVED_FIELDS),
    Step(ENTRIES, "recount", plainly(deletion.recount), {"comment_count"}),
    Step(
        (Post,),
        "place_on_home",
        lambda post, rng, by: publishing.place_on_home(post, rng.choice(list(HomePlace))),
        {"home_place"},
    ),
    Step(TERMS, "trash", plainly(taxonomy.trash), {"trashed_at", "moved_to"}, MOVED),
    Step(TERMS, "restore", plainly(taxonomy.restore), {"trashed_at", "moved_to"}, MOVED),
    Step((Category,), "rename", renamed, {"slug", "path", "parent"}),
    *(
        Step(COMMENTS, verb.__name__, by_moderator(verb), STATE, COUNT)
        for verb in (
            *(moderation.approve, moderation.reject, moderation.mark_spam, moderation.remove),
            *(moderation.restore, moderation.undo),
        )
    ),
    *(
        Step(COMMENTS, verb.__name__, by_moderator(verb), {*STATE, "opinion_requested_by"}, COUNT)
        for verb in (moderator_actions.ask_opinion, moderator_actions.withdraw_opinion)
    ),
    *(
        Step(COMMENTS, verb.__name__, by_moderator(verb), {"rank", "is_closed"})
        for verb in (
            moderator_actions.close,
            moderator_actions.reopen,
            moderator_actions.pin,
            moderator_actions.move_off_topic,
        )
    ),
    Step(COMMENTS, "take_back", plainly(submission.delete_own), STATE, COUNT),
    Step(COMMENTS, "hold_back", plainly(moderation.hold), STATE, COUNT),
    Step(
        COMMENTS,
        "rewrite",
        lambda comment, rng, by: moderation.rewrite(comment, text=words(rng)),
        {"comment", "body_html", "size", "language", "renderer_version", "learned_as"},
    ),
    Step(
        COMMENTS,
        "edit",
        lambda comment, rng, by: submission.edit(comment, text=words(rng), facts=FACTS),
        {"comment", "edited_at", "spam_score", "signals", "learned_as", *STATE}
        | {"body_html", "size", "language", "renderer_version"},
        COUNT,
    ),
    Step(
        COMMENTS,
        "like",
        lambda comment, rng, by: reactions.like(comment, WRITER, likes=rng.random() < 0.6),
        {"like_count"},
    ),
    Step(
        COMMENTS,
        "report",
        lambda comment, rng, by: reactions.report(comment, WRITER, reason="spam", text=""),
        {"report_count"},
    ),
    Step((Image,), "trash", plainly(trash.trash), {"trashed_at"}),
    Step((Image,), "restore", plainly(trash.restore), {"trashed_at"}),
    Step((Image,), "upload again", uploaded_again, {"trashed_at", "alt"}),
    Step(
        (SidebarWidget,),
        "move",
        lambda widget, rng, by: sidebar.move(widget.pk, rng.choice([-1, 1])),
        {"order"},
    ),
    Step((SiteSettings,), "save settings", settings_saved, {"name", "version", "changed_at"}),
]


@pytest.fixture
def moderator(db: None) -> User:
    """The moderator, who also creates the data."""
    return make_user("moderator", role="administrator")


@pytest.fixture
def site(moderator: User) -> None:
    """A small blog with two of each kind."""
    CommentPolicy(admission="held").save()
    SiteSettings(name="糸の話").save()
    above = make_category(slug="above")
    for _number in range(2):
        category, series = make_category(parent=above), make_series()
        post = published_post(category=category, series=series, tags=[make_tag()])
        page = published_page()
        for entry in (post, page):
            approved_comment(entry)
            held_comment(entry)
    sidebar.create_defaults()
    add_image(file=ContentFile(samples.png(), name="a.png"), by=None)
    make_image_without_file()


def make_image_without_file() -> None:
    Image.objects.create(sha256="0" * 64, width=1, height=1, file_name="b.png")


def rows_of(kind: type[models.Model]) -> models.QuerySet[Any]:
    return (kind.everything if kind in TERMS else kind._default_manager).order_by("pk")  # type: ignore[attr-defined,no-any-return]


def stored() -> dict[tuple[str, int, str], Any]:
    """Every column of every row."""
    return {
        (str(kind._meta.model_name), row.pk, field.name): getattr(row, field.attname)
        for kind in KINDS
        for row in rows_of(kind)
        for field in kind._meta.concrete_fields
    }


def read(kind: type[models.Model], rng: Random) -> Any:
    """The outdated state of a person: an instance, or a settings page with the values it showed."""
    if kind is SiteSettings:
        form = IdentityForm()
        shown = {name: form[name].value() for name in form.fields}
        return dict(form.seen_values()) | {k: v for k, v in shown.items() if v not in (None, False)}
    return rng.choice(list(rows_of(kind)))


def write_elsewhere(kind: type[models.Model], rng: Random, names: Collection[str]) -> None:
    """Change the columns `names` of every row, as other people would."""
    for row in rows_of(kind):
        values: dict[str, Any] = {}
        for name in names:
            field = kind._meta.get_field(name)
            if isinstance(field, models.BooleanField):
                values[name] = not getattr(row, name)
            elif isinstance(field, models.IntegerField):
                values[name] = getattr(row, name) % 29 + 1
            else:
                values[name] = words(rng)
        kind._base_manager.filter(pk=row.pk).update(**values)


def perform(step: Step, copy: Any, rng: Random, by: User) -> None:
    """Run the step; assert that only its own columns changed, or nothing if it was refused."""
    before = stored()
    try:
        step.act(copy, rng, by)
        may = step.owns
    except ValidationError:
        may = lambda kind, column: False  # noqa: E731
    after = stored()
    foreign = {
        key: (before[key], after[key])
        for key in before.keys() & after.keys()
        if before[key] != after[key] and not may(key[0], key[2])
    }
    assert not foreign, (step.name, foreign)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: f"{step.kinds[0].__name__}-{step.name}")
def test_every_change_writes_its_own_columns_alone(step: Step, site: None, moderator: User) -> None:
    rng = Random(step.name)
    for kind in step.kinds:
        copy = read(kind, rng)
        write_elsewhere(kind, rng, [name for name in FREE[kind] if name not in step.own])
        perform(step, copy, rng, moderator)


@pytest.mark.parametrize(
    "seeds",
    [range(3), pytest.param(range(3, 203), marks=pytest.mark.long)],
    ids=["few", "many"],
)
def test_nothing_is_lost_where_people_work_on_old_copies(
    seeds: range, site: None, moderator: User
) -> None:
    for seed in seeds:
        rng = Random(seed)
        copies = {kind: [read(kind, rng) for _person in range(4)] for kind in KINDS}
        for _turn in range(40):
            step = rng.choice(STEPS)
            kind = rng.choice(step.kinds)
            copy = rng.randrange(4)
            if rng.random() < 0.2:
                write_elsewhere(kind, rng, rng.sample(FREE[kind], 1))
            perform(step, copies[kind][copy], rng, moderator)
            if rng.random() < 0.5:
                copies[kind][copy] = read(kind, rng)


@pytest.mark.django_db(transaction=True)
def test_saving_a_text_and_approving_comments_at_once_lose_nothing() -> None:
    CommentPolicy(admission="held").save()
    moderator = make_user("moderator", role="moderator")
    post = published_post()
    held = [held_comment(post) for _number in range(8)]
    others = [Post.objects.get(pk=post.pk) for _number in range(8)]
    names = ["body", "title", "excerpt", "cover_alt", "meta_description"]

    def write(own: Post, number: int) -> Callable[[], object]:
        name = names[number % len(names)]
        setattr(own, name, f"{name}の新しい言葉")
        return lambda: publishing.save(own, fields=[name])

    at_once(
        [
            *(lambda one=one: moderation.approve(one, by=moderator) for one in held),
            *(write(own, number) for number, own in enumerate(others)),
            lambda: publishing.place_on_home(Post.objects.get(pk=post.pk), HomePlace.PINNED),
        ]
    )
    post.refresh_from_db()
    assert (post.comment_count, post.home_place) == (8, HomePlace.PINNED)
    assert {name: getattr(post, name) for name in names} == {n: f"{n}の新しい言葉" for n in names}
    assert "bodyの新しい言葉" in post.body_html
    assert post.status == Status.PUBLISHED


@pytest.mark.django_db(transaction=True)
def test_what_is_derived_belongs_to_what_two_people_saved_at_once() -> None:
    post = published_post(body="一行目\n二行目")

    def save(**values: Any) -> Callable[[], object]:
        own = Post.objects.get(pk=post.pk)
        for name, value in values.items():
            setattr(own, name, value)
        return lambda: publishing.save(own, fields=values)

    for turn in range(6):
        text = f"一行目\n二行目、{turn}度目"
        at_once([save(body=text), save(hard_breaks=turn % 2 == 0)])
        post.refresh_from_db()
        assert (post.body, post.hard_breaks) == (text, turn % 2 == 0)
        assert not publishing.rebuild(post), turn
