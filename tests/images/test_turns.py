"""Decoding lock: large images are decoded one after another (images/turns.py)."""

import threading
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts import avatars
from images import turns
from images.decoding import ImageRefused
from images.uploads import add_image
from tests.images import samples


def test_a_second_decoding_waits_for_the_first() -> None:
    order, entered = [], threading.Event()

    def second() -> None:
        entered.set()
        with turns.decoding_lock():
            order.append("second")

    with turns.decoding_lock():
        thread = threading.Thread(target=second)
        thread.start()
        entered.wait()
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


@pytest.mark.django_db
def test_a_picture_whose_turn_does_not_come_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.1)
    with turns.decoding_lock():
        with pytest.raises(ImageRefused, match="しばらく"):
            add_image(file=SimpleUploadedFile("a.png", samples.png()), by=None)
        with pytest.raises(ImageRefused, match="しばらく"):
            avatars.process_upload(SimpleUploadedFile("a.png", samples.png()))


@pytest.mark.parametrize("fails", [False, True])
def test_memory_goes_back_before_the_next_turn(
    fails: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    released = []

    def release() -> None:
        with Path(turns.settings.VAR_DIR, "decoding.lock").open("ab") as file:
            released.append(turns._try_lock(file))

    monkeypatch.setattr(turns, "_release_memory", release)
    try:
        with turns.decoding_lock():
            if fails:
                raise ImageRefused("no")
    except ImageRefused:
        pass
    assert released == [False]  # once, while the turn was still held
