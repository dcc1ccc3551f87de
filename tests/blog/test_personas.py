"""Who makes, sees and changes personas; categories and personas made on the write screen."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from audit.enums import Verb
from audit.models import Event
from blog.models import Category, Persona
from tests.factories import make_category, make_image, make_persona, make_user

pytestmark = pytest.mark.django_db

LIST = "/admin/blog/persona/"
ADD_PERSONA = "/admin/write/persona/"
ADD_CATEGORY = "/admin/write/category/"
FIELDS = {"name": "ふくろう", "key": "", "side": "left", "shape": "speech", "avatar": ""}


def url(persona: Persona, view: str = "change") -> str:
    return reverse(f"admin:blog_persona_{view}", args=[persona.pk])


def listed(client: Client) -> set[str]:
    return {row.name for row in client.get(LIST).context["cl"].queryset}


# Owners
@pytest.fixture
def cast(author_user: User, other_author: Any) -> dict[str, Persona]:
    """A persona of the author, one of another author, one of the site."""
    return {
        "own": make_persona(name="自分の", owner=author_user),
        "other": make_persona(name="他人の", owner=other_author.user),
        "site": make_persona(name="サイトの"),
    }


def test_an_author_makes_a_persona_and_owns_it(author_client: Client, author_user: User) -> None:
    image = make_image()
    response = author_client.post(f"{LIST}add/", {**FIELDS, "avatar": image.key})
    assert response.status_code == 302, response.context["adminform"].form.errors
    persona = Persona.objects.get()
    assert (persona.owner, persona.name, persona.avatar) == (author_user, "ふくろう", image)
    assert persona.key == "ふくろう"


def test_authors_see_and_change_their_own_and_editors_all(
    cast: dict[str, Persona], author_client: Client, editor_client: Client
) -> None:
    assert listed(author_client) == {"自分の"}
    assert listed(editor_client) == {"自分の", "他人の", "サイトの"}
    for client, changes in ((author_client, {"own"}), (editor_client, {*cast})):
        for name, persona in cast.items():
            old = persona.name
            client.post(url(persona), {**FIELDS, "key": persona.key, "name": f"新 {old}"})
            persona.refresh_from_db()
            assert (persona.name != old) is (name in changes), name
            Persona.objects.filter(pk=persona.pk).update(name=old)


@pytest.mark.parametrize("view", ["change", "history", "delete"])
def test_no_page_shows_an_author_the_persona_of_another(
    cast: dict[str, Persona], author_client: Client, view: str
) -> None:
    for name in ("other", "site"):
        page = author_client.get(url(cast[name], view), follow=True).content.decode()
        assert f'value="{cast[name].name}"' not in page
        author_client.post(url(cast[name], view), {"post": "yes"})
    assert Persona.objects.count() == 3


def test_an_empty_key_keeps_the_one_that_texts_use(
    cast: dict[str, Persona], author_client: Client
) -> None:
    key = cast["own"].key
    assert author_client.post(url(cast["own"]), {**FIELDS, "key": ""}).status_code == 302
    cast["own"].refresh_from_db()
    assert (cast["own"].key, cast["own"].name) == (key, "ふくろう")


def test_authors_delete_none_because_other_posts_may_use_it(
    cast: dict[str, Persona], author_client: Client, editor_client: Client
) -> None:
    assert author_client.post(url(cast["own"], "delete"), {"post": "yes"}).status_code == 403
    editor_client.post(url(cast["own"], "delete"), {"post": "yes"})
    assert set(Persona.objects.values_list("name", flat=True)) == {"他人の", "サイトの"}


def test_an_editor_who_changes_a_persona_does_not_become_its_owner(
    cast: dict[str, Persona], editor_client: Client, author_user: User
) -> None:
    editor_client.post(url(cast["own"]), {**FIELDS, "key": cast["own"].key})
    cast["own"].refresh_from_db()
    assert (cast["own"].name, cast["own"].owner) == ("ふくろう", author_user)


def test_an_author_may_use_all_of_them(cast: dict[str, Persona], author_client: Client) -> None:
    page = author_client.get("/admin/blog/post/add/").content.decode()
    for persona in cast.values():
        assert f'data-speaker="{persona.key}"' in page


def test_a_persona_stays_when_its_owner_goes() -> None:
    owner = make_user()
    make_persona(owner=owner)
    owner.delete()
    assert Persona.objects.get().owner is None


# On the write screen
def test_a_persona_is_made_on_the_write_screen(author_client: Client, author_user: User) -> None:
    make_persona(key="ふくろう", name="前からいる")
    image = make_image()
    response = author_client.post(ADD_PERSONA, {**FIELDS, "avatar": image.key})
    assert response.json() == {"key": "ふくろう-2", "name": "ふくろう"}
    assert "no-store" in response["Cache-Control"]
    persona = Persona.objects.get(key="ふくろう-2")
    assert (persona.owner, persona.avatar) == (author_user, image)
    assert Event.objects.filter(verb=Verb.ADDED, target_title="ふくろう").count() == 1


def test_a_category_is_made_on_the_write_screen(editor_client: Client) -> None:
    parent = make_category(slug="life", name="暮らし")
    response = editor_client.post(ADD_CATEGORY, {"name": "Coffee Beans", "parent": parent.pk})
    category = Category.objects.get(path="life/coffee-beans")
    assert response.json() == {
        "pk": category.pk,
        "name": "Coffee Beans",
        "depth": 1,
        "parent": parent.pk,
    }
    assert Event.objects.filter(verb=Verb.ADDED, target_title="Coffee Beans").count() == 1


@pytest.mark.parametrize(
    ("address", "data"),
    [
        (ADD_CATEGORY, {"name": ""}),
        (ADD_CATEGORY, {"name": "既にある", "slug": "taken"}),
        (ADD_CATEGORY, {"name": "下", "parent": "999"}),
        (ADD_PERSONA, {**FIELDS, "name": ""}),
        (ADD_PERSONA, {**FIELDS, "side": "above"}),
        (ADD_PERSONA, {**FIELDS, "avatar": "nothing"}),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(
    editor_client: Client, address: str, data: dict[str, str]
) -> None:
    make_category(slug="taken")
    response = editor_client.post(address, data)
    assert response.status_code == 400
    assert response.json()["error"]
    assert (Category.objects.count(), Persona.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    ("role", "statuses"),
    [
        ("stranger", (403, 403)),
        ("reader_client", (403, 403)),
        ("moderator_client", (403, 403)),
        ("author_client", (403, 200)),
        ("editor_client", (200, 200)),
    ],
)
def test_who_makes_categories_and_personas(
    request: pytest.FixtureRequest, role: str, statuses: tuple[int, int]
) -> None:
    client = request.getfixturevalue(role)
    answers = [
        client.post(ADD_CATEGORY, {"name": "新しい"}),
        client.post(ADD_PERSONA, FIELDS),
    ]
    assert tuple(answer.status_code for answer in answers) == statuses
    made = (Category.objects.count(), Persona.objects.count())
    assert made == tuple(int(status == 200) for status in statuses)
    assert client.get(ADD_PERSONA).status_code == 405


def test_the_write_screen_offers_what_its_user_may_make(
    author_client: Client, editor_client: Client
) -> None:
    offers = {}
    for name, client in (("author", author_client), ("editor", editor_client)):
        page = client.get("/admin/blog/post/add/").content.decode()
        offers[name] = {
            kind for kind in ("category", "persona") if f'data-quick-add="{kind}"' in page
        }
    assert offers == {"author": {"persona"}, "editor": {"category", "persona"}}
