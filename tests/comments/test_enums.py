"""Choices of the comments' models."""

from comments.enums import State


def test_the_flags_of_the_package_follow_the_state_in_every_state() -> None:
    flags = {state: tuple(state.package_flags.values()) for state in State}
    assert flags == {
        "held": (False, False),
        "approved": (True, False),
        "rejected": (False, True),
        "spam": (False, True),
        "removed": (False, True),
    }
