"""Encryption with a passphrase, in the format of age (age-encryption.org/v1, recipient type scrypt).

Files are compatible with `age`, `rage` and other implementations, both ways. All ciphers come from the
package cryptography; this module implements the file layout, as a stream in constant memory. Every chunk
is authenticated, and the last one is marked as the last, so a changed, moved, added or missing byte is
detected.
"""

import hashlib
import hmac
import os
import re
from base64 import b64decode, b64encode
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from backups.archive import Readable, Writable
from backups.errors import Refused

MAGIC: Final = b"age-encryption.org/v1\n"
LABEL: Final = b"age-encryption.org/v1/scrypt"
CHUNK: Final = 64 * 1024
TAG: Final = 16
#: 2^17 rounds take 128 MiB and a quarter of a second; age itself uses 2^18. A hostile file may ask for more.
WORK_FACTOR: Final = 17
MAX_WORK_FACTOR: Final = 20
_STANZA: Final = re.compile(rb"-> scrypt ([A-Za-z0-9+/]{22}) ([1-9][0-9]?)\n")
_ZERO: Final = bytes(12)


class EncryptingWriter:
    """Encrypts what is written to it into `out`. `close` writes the last chunk, which readers require."""

    def __init__(self, out: Writable, passphrase: str) -> None:
        file_key, nonce = os.urandom(16), os.urandom(16)
        out.write(_header(file_key, passphrase) + nonce)
        self.out = out
        self.cipher = ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
        self.counter = 0
        self.buffer = bytearray()

    def write(self, data: bytes) -> None:
        """Buffer `data`, and write full chunks that are not the last one."""
        self.buffer += data
        while len(self.buffer) > CHUNK:
            self._send(bytes(self.buffer[:CHUNK]), is_last=False)
            del self.buffer[:CHUNK]

    def close(self) -> None:
        """Write the last chunk."""
        self._send(bytes(self.buffer), is_last=True)

    def _send(self, chunk: bytes, *, is_last: bool) -> None:
        self.out.write(self.cipher.encrypt(_nonce(self.counter, is_last), chunk, None))
        self.counter += 1


class DecryptingReader:
    """Decrypts `source`, which begins with MAGIC. Raises Refused if it is incomplete or altered."""

    def __init__(self, source: Readable, passphrase: str) -> None:
        self.source = source
        file_key = _file_key(_read_header(source), passphrase)
        self.cipher = ChaCha20Poly1305(_derived(file_key, _read(source, 16), b"payload"))
        self.counter = 0
        self.ahead = _read(source, CHUNK + TAG)
        self.ready = b""
        self.is_done = False

    def read(self, size: int) -> bytes:
        """Return up to `size` bytes, fewer only at the end of a chunk, none at the end of all."""
        if not self.ready and not self.is_done:
            self.ready = self._open_chunk()
        data, self.ready = self.ready[:size], self.ready[size:]
        return data

    def _open_chunk(self) -> bytes:
        sealed, self.ahead = self.ahead, _read(self.source, CHUNK + TAG)
        self.is_done = not self.ahead
        try:
            chunk = self.cipher.decrypt(_nonce(self.counter, self.is_done), sealed, None)
        except InvalidTag:
            raise Refused("The encrypted backup is cut off, altered or damaged.") from None
        if not chunk and self.counter:
            raise Refused("The encrypted backup has been altered.")
        self.counter += 1
        return chunk


def is_encrypted(beginning: bytes) -> bool:
    """Whether a file with these first bytes is in this format."""
    return beginning.startswith(MAGIC)


def _header(file_key: bytes, passphrase: str) -> bytes:
    salt = os.urandom(16)
    wrapped = ChaCha20Poly1305(_wrap_key(passphrase, salt, WORK_FACTOR)).encrypt(
        _ZERO, file_key, None
    )
    head = MAGIC + b"-> scrypt %s %d\n%s\n---" % (_encode(salt), WORK_FACTOR, _encode(wrapped))
    return head + b" %s\n" % _encode(_mac(file_key, head))


def _read_header(source: Readable) -> list[bytes]:
    """Return the four lines of the header, each of at most 200 bytes."""
    return [_read_line(source) for _number in range(4)]


def _read_line(source: Readable) -> bytes:
    line = bytearray()
    while not line.endswith(b"\n"):
        byte = source.read(1)
        if not byte or len(line) > 200:
            raise Refused("The beginning of the encrypted backup is damaged.")
        line += byte
    return bytes(line)


def _file_key(header: list[bytes], passphrase: str) -> bytes:
    """Return the file key; raise Refused for a wrong passphrase or another recipient type."""
    magic, stanza, body, foot = header
    match = _STANZA.fullmatch(stanza)
    if magic != MAGIC or not match or not foot.startswith(b"--- "):
        raise Refused("The file is encrypted, but not with a passphrase.")
    factor = int(match[2])
    if factor > MAX_WORK_FACTOR:
        raise Refused("The encrypted backup asks for more memory than any backup of ours.")
    try:
        key = _wrap_key(passphrase, _decode(match[1]), factor)
        file_key = ChaCha20Poly1305(key).decrypt(_ZERO, _decode(body.strip()), None)
    except (InvalidTag, ValueError):
        raise Refused(
            "The passphrase is wrong, or the beginning of the backup is damaged."
        ) from None
    head = magic + stanza + body + b"---"
    if not hmac.compare_digest(b"--- %s\n" % _encode(_mac(file_key, head)), foot):
        raise Refused("The beginning of the encrypted backup is damaged.")
    return file_key


def _wrap_key(passphrase: str, salt: bytes, factor: int) -> bytes:
    memory = 128 * 8 * (1 << factor)
    return hashlib.scrypt(
        passphrase.encode(),
        salt=LABEL + salt,
        n=1 << factor,
        r=8,
        p=1,
        maxmem=memory + (1 << 20),
        dklen=32,
    )


def _derived(file_key: bytes, salt: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=purpose).derive(file_key)


def _mac(file_key: bytes, head: bytes) -> bytes:
    return hmac.digest(_derived(file_key, b"", b"header"), head, "sha256")


def _nonce(counter: int, is_last: bool) -> bytes:
    return counter.to_bytes(11, "big") + bytes([is_last])


def _read(source: Readable, size: int) -> bytes:
    """Return `size` bytes, fewer only at the end."""
    parts, left = [], size
    while left and (part := source.read(left)):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _encode(data: bytes) -> bytes:
    return b64encode(data).rstrip(b"=")


def _decode(text: bytes) -> bytes:
    """Return the bytes of canonical base64 without padding; raise ValueError for any other."""
    data = b64decode(text + b"=" * (-len(text) % 4), validate=True)
    if _encode(data) != text:
        raise ValueError("not canonical")
    return data
