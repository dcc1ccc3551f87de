"""Fuzzed uploads: each gives an image or a refusal, in little time and memory."""

import random
import resource
import time
from collections.abc import Callable

import pytest

from images.decoding import MAX_JPEG_PIXELS, ImageRefused, decode
from tests.images import samples

KINDS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
# Of one decoding; of all together: the largest picture taken (40 million pixels) twice.
SECONDS, KILOBYTES = 5, 320_000


def truncated(data: bytes, rng: random.Random, _other: bytes) -> bytes:
    """The beginning, as after a broken connection."""
    return data[: rng.randrange(len(data))]


def flipped(data: bytes, rng: random.Random, _other: bytes) -> bytes:
    """Some bits differ, a third of the time all among the first 64 bytes."""
    out = bytearray(data)
    reach = 64 if rng.random() < 1 / 3 else len(out)
    for _ in range(rng.randint(1, 20)):
        out[rng.randrange(min(reach, len(out)))] ^= 1 << rng.randrange(8)
    return bytes(out)


def spliced(data: bytes, rng: random.Random, other: bytes) -> bytes:
    """Insert a piece of another file in the middle, or repeat a piece of this one."""
    source = rng.choice([data, other])
    start, at = rng.randrange(len(source)), rng.randrange(len(data))
    return data[:at] + source[start : start + rng.randint(1, 400)] + data[at:]


def beheaded(data: bytes, rng: random.Random, other: bytes) -> bytes:
    """The header is that of another file."""
    at = rng.randint(1, 64)
    return other[:at] + data[at:]


def resized(data: bytes, rng: random.Random, _other: bytes) -> bytes:
    """One number of two or four bytes in the header is extreme: a size, a length, an offset."""
    at, width = rng.randrange(min(200, len(data))), rng.choice([2, 4])
    number = rng.choice([0, 1, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF]) & (256**width - 1)
    return data[:at] + number.to_bytes(width, rng.choice(["big", "little"])) + data[at + width :]


MUTATIONS: list[Callable[[bytes, random.Random, bytes], bytes]] = [
    truncated,
    flipped,
    spliced,
    beheaded,
    resized,
]


def originals() -> list[bytes]:
    """Sound files of every kind that is taken: with EXIF, a profile, a palette, several frames."""
    frames = [samples.picture(mode="L"), samples.picture()]
    return [
        *(samples.encoded(samples.picture(), kind) for kind in KINDS),
        *(
            samples.encoded(frames[0], kind, save_all=True, append_images=frames[1:])
            for kind in ("PNG", "WEBP", "GIF", "AVIF")
        ),
        *(samples.encoded(samples.picture(mode=mode)) for mode in ("1", "P", "LA", "RGBA")),
        samples.encoded(samples.picture(mode="CMYK"), "JPEG"),
        samples.encoded(samples.picture(300, 200), "JPEG", progressive=True),
        samples.with_orientation(6),
        samples.several(3),
    ]


@pytest.mark.parametrize("mutations", [60, pytest.param(5_000, marks=pytest.mark.long)])
def test_any_bytes_are_a_picture_or_refused(mutations: int) -> None:
    rng, files = random.Random(20260102), originals()
    before, taken = memory(), 0
    for number in range(mutations):
        mutate = MUTATIONS[number % len(MUTATIONS)]
        data = mutate(rng.choice(files), rng, rng.choice(files))
        taken += is_taken(data, f"{mutate.__name__}, number {number}")
    assert 0 < taken < mutations
    assert memory() - before < KILOBYTES


def is_taken(data: bytes, name: str) -> bool:
    """Decode `data` within the bounds; return whether a picture came out."""
    start = time.perf_counter()
    try:
        picture = decode(data)
    except ImageRefused:
        return False
    finally:
        assert time.perf_counter() - start < SECONDS, name
    assert picture.pixels.mode in ("RGB", "RGBA"), name
    assert 0 < picture.width * picture.height <= MAX_JPEG_PIXELS, name
    return True


def memory() -> int:
    """The most that this process has held so far, in KB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
