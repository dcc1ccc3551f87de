"""Writes comments until it is stopped, and prints each once it is in the database. See test_restore.py."""

import sys

import django

django.setup()

import time  # noqa: E402 - apps are loaded first
from contextlib import suppress  # noqa: E402
from itertools import count  # noqa: E402

from django.db import OperationalError  # noqa: E402

from blog.models import Post  # noqa: E402
from comments import submission  # noqa: E402

if __name__ == "__main__":
    post = Post.objects.get(slug="talk")
    for number in count():
        text = f"{sys.argv[1]}の感想{number}です。"
        # Seven others write too: after a lock timeout the reader gets an error and no comment is confirmed.
        with suppress(OperationalError):
            written = submission.submit(entry=post, text=text, name="読者")
            print(written.pk, text, flush=True)
        time.sleep(0.02)
