"""Validation of a backup's `about.json`, which may be any JSON in a foreign file."""

from collections.abc import Callable, Mapping

from backups.errors import Refused

MAX_SIZE = 1 << 53  # bytes of a database

Rule = Callable[[object], bool]


def check(about: Mapping[str, object]) -> None:
    """Raise Refused if an entry that the code reads is missing or has the wrong type."""
    for name, rule in RULES.items():
        if not rule(about.get(name)):
            raise Refused(f"The backup is damaged: its description has no valid “{name}”.")


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_count(value: object) -> bool:
    return type(value) is int and 0 <= value < MAX_SIZE


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_database(value: object) -> bool:
    return (
        isinstance(value, dict)
        and _is_text(value.get("engine"))
        and _is_text(value.get("member"))
        and _is_count(value.get("unpacked"))
    )


def _is_settings(value: object) -> bool:
    """Whether the settings are absent or an object whose "variables" is a list of names."""
    return value is None or (
        isinstance(value, dict) and _is_list_of_texts(value.get("variables", []))
    )


RULES: dict[str, Rule] = {
    "database": _is_database,
    "migrations": _is_list_of_texts,
    "has_media": lambda value: isinstance(value, bool),
    "made_at": _is_text,
    "missing": lambda value: value is None or _is_count(value),
    "settings": _is_settings,
    "renderer": lambda value: value is None or isinstance(value, str | int),
    "tsuzuri": lambda value: value is None or _is_text(value),
}
