"""PostgreSQL: dumped by `pg_dump`, loaded by `pg_restore` and `psql` in one transaction.

Passwords are passed in the environment, never on the command line. The old content is dropped in the same
transaction, so a killed program leaves the old state.
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

#: Drops all objects in the schema, but not the schema, which may have another owner.
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
    """Return the version of the server as digits, such as 160004."""
    connection.ensure_connection()
    return str(connection.pg_version)  # type: ignore[attr-defined]


def size() -> int:
    """Return the bytes of the database on the server's disk, which are more than its dump has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def dump(folder: Path, step: Step) -> tuple[Path, int]:
    """Dump a snapshot of the database; return the file and its size in bytes."""
    _check_program("pg_dump", newest=int(version()) // 10000)
    path = folder / MEMBER
    command = ["pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--no-password"]
    with path.open("wb") as target, (folder / "stderr").open("w+b") as errors:
        with _popen([*command, *_target()], stdout=subprocess.PIPE, stderr=errors) as program:
            assert program.stdout  # noqa: S101 (for mypy: it is a pipe)
            while data := program.stdout.read(CHUNK):
                target.write(data)
                step(len(data))
        errors.seek(0)
        if program.returncode:
            raise BackupFailed(
                Trouble.DATABASE, errors.read()[-2000:].decode(errors="replace").strip()
            )
    return path, path.stat().st_size


def stage(source: Readable, folder: Path, unpacked: int) -> Path:
    """Convert the dump to an SQL script in `folder` with pg_restore; return the script."""
    dump_file, script = folder / MEMBER, folder / "database.sql"
    with dump_file.open("wb") as target:
        while data := source.read(CHUNK):
            target.write(data)
    _check_program("psql")
    _check_program("pg_restore")
    command = ["pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(dump_file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    dump_file.unlink()
    if done.returncode:
        raise Refused(f"The database in the backup cannot be read: {done.stderr[-2000:].strip()}")
    return script


def load(path: Path) -> None:
    """Replace the current database by the staged one, in one transaction.

    The statements go through a pipe. If this process is killed, COMMIT is never sent and PostgreSQL rolls
    back.
    """
    connection.close()
    command = ["psql", "--no-psqlrc", "--no-password", "--quiet", "--set=ON_ERROR_STOP=1"]
    with path.with_name("stderr").open("w+b") as errors:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.DEVNULL, "stderr": errors}
        program = _popen([*command, *_target()], **pipes)
        assert program.stdin  # noqa: S101 (for mypy: it is a pipe)
        with suppress(BrokenPipeError), program.stdin as stdin, path.open("rb") as script:
            stdin.write(b"BEGIN;\n" + DROP_ALL.encode())
            shutil.copyfileobj(script, stdin, CHUNK)
            stdin.write(b"COMMIT;\n")
        code = program.wait()
        errors.seek(0)
        message = errors.read()[-2000:].decode(errors="replace").strip()
    path.unlink()
    if code:
        raise Refused(f"PostgreSQL did not take the database: {message}")


def mark(path: Path) -> str:
    """Write a random mark into the staged database and return it, for `has_mark` after loading."""
    token = secrets.token_hex(16)
    with path.open("a") as script:
        script.write(f"\nCOMMENT ON TABLE public.django_migrations IS 'restored {token}';\n")
    return token


def has_mark(mark: str) -> bool:
    """Whether the current database is the one that was staged with this mark.

    The first query waits for the transaction of a psql whose parent process was killed.
    """
    with connection.cursor() as cursor:
        if "django_migrations" in connection.introspection.table_names(cursor):
            cursor.execute("SELECT count(*) FROM django_migrations")
        cursor.execute("SELECT obj_description(to_regclass('django_migrations'), 'pg_class')")
        return bool(cursor.fetchone()[0] == f"restored {mark}")


def _check_program(name: str, newest: int = 0) -> None:
    """Raise BackupFailed if a program is missing or older than major version `newest` of the server."""
    if not shutil.which(name):
        raise BackupFailed(Trouble.NO_PROGRAM, name)
    command = [name, "--version"]
    output = subprocess.run(command, capture_output=True, text=True, check=False).stdout  # noqa: S603
    match = re.search(r"(\d+)(?:\.\d+)?", output)
    if newest and match and int(match[1]) < newest:
        raise BackupFailed(Trouble.OLD_PROGRAM, f"{match[1]} < {newest}")


def _target() -> list[str]:
    """Return the arguments that name server and database."""
    return DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])[0][1:]


def _environment() -> dict[str, str]:
    """Return the environment for PostgreSQL's programs, with password and certificates."""
    variables = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])[1]
    return {**os.environ, **(variables or {}), "LC_ALL": "C.UTF-8"}


def _popen(command: list[str], **pipes: object) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(command, env=_environment(), **pipes)  # type: ignore[call-overload,no-any-return]  # noqa: S603
