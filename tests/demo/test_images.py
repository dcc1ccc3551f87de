"""Images of the demo: demo/images.py."""

import re

import pytest

from blog.models import Post
from demo import images, parser
from demo.drawing import covers, emblems
from images.models import Image


@pytest.mark.usefixtures("demo", "db")
def test_no_picture_is_left_without_words_or_a_place() -> None:
    bodies = "".join(Post.objects.values_list("body", flat=True))

    assert not Image.objects.filter(alt="").exists()
    assert "image:demo-" not in bodies
    keys = set(re.findall(r"\(image:([\w-]+)", bodies))
    assert set(Image.objects.filter(key__in=keys).values_list("key", flat=True)) == keys


def test_every_picture_in_use_can_be_drawn() -> None:
    texts = [*parser.texts("posts"), *parser.texts("pages")]

    alts = images.alt_texts(parser.blog(), texts)

    assert set(alts) == set(covers.PICTURES) | set(emblems.EMBLEMS)
    assert all(alts.values())
