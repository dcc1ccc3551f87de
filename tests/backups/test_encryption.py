"""What we encrypt opens with another implementation of age, and the other way round."""

import io
import os

import pyrage
import pytest

from backups.encryption import CHUNK, DecryptingReader
from backups.errors import Refused
from tests.backups.samples import encrypted

PASSPHRASE = "秘密の合言葉 correct horse"
LENGTHS = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 5]


def decrypted(data, passphrase):
    reader, parts = DecryptingReader(io.BytesIO(data), passphrase), []
    while part := reader.read(10_000):
        parts.append(part)
    return b"".join(parts)


def test_another_program_opens_our_files(monkeypatch):
    monkeypatch.setattr("backups.encryption.WORK_FACTOR", 12)
    for length in LENGTHS:
        data = os.urandom(length)
        assert pyrage.passphrase.decrypt(encrypted(data, PASSPHRASE), PASSPHRASE) == data


def test_we_open_files_of_another_program():
    data = os.urandom(2 * CHUNK + 1)
    assert decrypted(pyrage.passphrase.encrypt(data, PASSPHRASE), PASSPHRASE) == data


def test_a_file_for_a_key_instead_of_a_passphrase_is_refused():
    sealed = pyrage.encrypt(b"data", [pyrage.x25519.Identity.generate().to_public()])
    with pytest.raises(Refused, match="not with a passphrase"):
        decrypted(sealed, PASSPHRASE)


def test_a_file_that_asks_for_gigabytes_is_refused(monkeypatch):
    monkeypatch.setattr("backups.encryption.WORK_FACTOR", 10)
    greedy = encrypted(b"data", PASSPHRASE).replace(b" 10\n", b" 22\n", 1)
    with pytest.raises(Refused, match="more memory"):
        decrypted(greedy, PASSPHRASE)


def test_chunks_in_another_order_are_refused(monkeypatch):
    monkeypatch.setattr("backups.encryption.WORK_FACTOR", 10)
    sealed = encrypted(bytes(3 * CHUNK), PASSPHRASE)
    start, size = len(sealed) - 3 * (CHUNK + 16), CHUNK + 16
    first, second = sealed[start : start + size], sealed[start + size : start + 2 * size]
    with pytest.raises(Refused, match="altered"):
        decrypted(sealed[:start] + second + first + sealed[start + 2 * size :], PASSPHRASE)


def test_two_files_with_one_passphrase_have_nothing_in_common():
    one, other = encrypted(b"data", PASSPHRASE), encrypted(b"data", PASSPHRASE)
    assert one != other
    assert one[-20:] != other[-20:]
