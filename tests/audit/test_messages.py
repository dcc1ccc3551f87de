"""Sentences of the audit log: escaping, links, and targets whose model was removed."""

from django.utils import translation

from audit.enums import ActorKind, Verb
from audit.messages import actor_name, changed_names, kind_name, sentence
from audit.models import Event


def event(**fields) -> Event:
    return Event(**{"verb": Verb.PUBLISHED, "target_kind": "blog.post", **fields})


def test_a_title_is_escaped_and_linked():
    with translation.override("en"):
        html = sentence(event(target_title="<b>%(name)s"), "/admin/?a=1&b=2")
    assert html == ('Published post “<a href="/admin/?a=1&amp;b=2">&lt;b&gt;%(name)s</a>”')


def test_a_target_whose_model_was_removed_keeps_its_label():
    removed = event(target_kind="gone.thing", changed=["name"])
    assert (kind_name(removed), changed_names(removed)) == ("gone.thing", ["name"])


def test_changed_fields_have_their_labels():
    with translation.override("en"):
        assert changed_names(event(changed=["title", "removed_field"])) == [
            "title",
            "removed_field",
        ]
    with translation.override("ja"):
        assert changed_names(event(changed=["title"])) != ["title"]


def test_a_command_is_named_with_its_kind():
    with translation.override("en"):
        actor = event(actor_kind=ActorKind.COMMAND, actor_name="rebuild_html")
        assert actor_name(actor) == "command: rebuild_html"
        assert actor_name(event(actor_kind=ActorKind.SYSTEM)) == "the site itself"
