"""PostgreSQL: copied by `pg_dump`, loaded by `pg_restore` and `psql` in one transaction.

Passwords go by the environment of the programs, never on their command line. What stands in the
database before is dropped in the same transaction: a program killed in the middle leaves the old state.
"""

import os
import re
import secrets
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Final

from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient

from backups.archive import CHUNK, Readable, Step
from backups.errors import BackupFailed, Refused, Trouble

ENGINE: Final = "postgresql"
MEMBER: Final = "database.pgdump"

#: Everything of ours goes before the copy comes; the schema itself may belong to somebody else.
DROP_ALL: Final = """
SET lock_timeout = '30s';
SET client_min_messages = warning;
DO $$
DECLARE one record;
BEGIN
  FOR one IN SELECT format('DROP %s IF EXISTS %s CASCADE',
      CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE'
        WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END, pg_class.oid::regclass) AS command
    FROM pg_class WHERE relnamespace = current_schema()::regnamespace
      AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype IN ('e', 'i', 'a'))
    ORDER BY relkind = 'S'
  LOOP EXECUTE one.command; END LOOP;
  FOR one IN SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', pg_proc.oid::regprocedure) AS command
    FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
  LOOP EXECUTE one.command; END LOOP;
  FOR one IN SELECT format('DROP TEXT SEARCH CONFIGURATION IF EXISTS %s CASCADE', oid::regconfig) AS command
    FROM pg_ts_config WHERE cfgnamespace = current_schema()::regnamespace
  LOOP EXECUTE one.command; END LOOP;
END $$;
"""


def version() -> str:
    """The version of the server."""
    connection.ensure_connection()
    return str(connection.pg_version)  # type: ignore[attr-defined]


def size() -> int:
    """Bytes of the database on the server's disk: more than its dump will have."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def dump(folder: Path, step: Step) -> tuple[Path, int]:
    """Copy the database as it is at this moment; return the dump and its size."""
    _check_program("pg_dump", newest=int(version()) // 10000)
    path = folder / MEMBER
    command = ["pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--no-password"]
    with path.open("wb") as target, (folder / "said").open("w+b") as said:
        with _started([*command, *_target()], stdout=subprocess.PIPE, stderr=said) as program:
            assert program.stdout  # noqa: S101 (for mypy: it is a pipe)
            while data := program.stdout.read(CHUNK):
                target.write(data)
                step(len(data))
        said.seek(0)
        if program.returncode:
            raise BackupFailed(
                Trouble.DATABASE, said.read()[-2000:].decode(errors="replace").strip()
            )
    written = path.stat().st_size
    return path, written


def stage(source: Readable, folder: Path, unpacked: int) -> Path:
    """Write the dump into `folder` and let pg_restore read all of it; return the script that loads it."""
    dumped, script = folder / MEMBER, folder / "database.sql"
    with dumped.open("wb") as target:
        while data := source.read(CHUNK):
            target.write(data)
    _check_program("psql")
    _check_program("pg_restore")
    command = ["pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(dumped)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    dumped.unlink()
    if done.returncode:
        raise Refused(f"The database in the backup cannot be read: {done.stderr[-2000:].strip()}")
    return script


def load(path: Path) -> None:
    """Replace the present database by the staged one, in one transaction.

    The statements go through a pipe: where this process is killed, the end of the transaction never
    comes, and psql's going away undoes what was done.
    """
    connection.close()
    command = ["psql", "--no-psqlrc", "--no-password", "--quiet", "--set=ON_ERROR_STOP=1"]
    with path.with_name("said").open("w+b") as said:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.DEVNULL, "stderr": said}
        program = _started([*command, *_target()], **pipes)
        assert program.stdin  # noqa: S101 (for mypy: it is a pipe)
        with suppress(BrokenPipeError), program.stdin as stdin, path.open("rb") as script:
            stdin.write(b"BEGIN;\n" + DROP_ALL.encode())
            shutil.copyfileobj(script, stdin, CHUNK)
            stdin.write(b"COMMIT;\n")
        code = program.wait()
        said.seek(0)
        words = said.read()[-2000:].decode(errors="replace").strip()
    path.unlink()
    if code:
        raise Refused(f"PostgreSQL did not take the database: {words}")


def mark(path: Path) -> str:
    """Write a mark into the staged database and return it: who carries it is what was restored."""
    word = secrets.token_hex(16)
    with path.open("a") as script:
        script.write(f"\nCOMMENT ON TABLE public.django_migrations IS 'restored {word}';\n")
    return word


def carries(mark: str) -> bool:
    """Whether the present database is the one that was marked so.

    Waits for a psql that a killed process has left at the end of its transaction.
    """
    with connection.cursor() as cursor:
        if "django_migrations" in connection.introspection.table_names(cursor):
            cursor.execute("SELECT count(*) FROM django_migrations")
        cursor.execute("SELECT obj_description(to_regclass('django_migrations'), 'pg_class')")
        return bool(cursor.fetchone()[0] == f"restored {mark}")


def _check_program(name: str, newest: int = 0) -> None:
    """Raise BackupFailed where a program is missing or older than the server, which it would not read."""
    if not shutil.which(name):
        raise BackupFailed(Trouble.NO_PROGRAM, name)
    command = [name, "--version"]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout  # noqa: S603
    found = re.search(r"(\d+)(?:\.\d+)?", said)
    if newest and found and int(found[1]) < newest:
        raise BackupFailed(Trouble.OLD_PROGRAM, f"{found[1]} < {newest}")


def _target() -> list[str]:
    """Return the arguments that name server and database."""
    return DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])[0][1:]


def _environment() -> dict[str, str]:
    """Return the environment in which PostgreSQL's programs find password and certificates."""
    own = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])[1]
    return {**os.environ, **(own or {}), "LC_ALL": "C.UTF-8"}


def _started(command: list[str], **pipes: object) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(command, env=_environment(), **pipes)  # type: ignore[call-overload,no-any-return]  # noqa: S603
