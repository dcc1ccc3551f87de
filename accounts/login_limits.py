"""Rate limits of sign-in: wrong passwords and wrong two-factor codes.

Failures count per account and network, so that a stranger cannot lock out the owner. Wrong codes also
count per day, and per account over all networks: their sender knows the password, and codes are short.
These limits are far above the mistakes of one person.
"""

from accounts.models import User
from core.rate_limit import RateLimit

MINUTE, DAY = 60, 24 * 3600
#: Seconds for which sign-in is blocked after WRONG_PASSWORDS or WRONG_CODES.
PAUSE = 5 * MINUTE

#: Sign-in requests of one network, correct or wrong.
FORMS = RateLimit("sign-in", limit=30, seconds=MINUTE)
#: Wrong passwords of one network, for any account.
WRONG_IN_NETWORK = RateLimit("sign-in-network", limit=10, seconds=MINUTE)
#: Wrong passwords for one account from one network.
WRONG_PASSWORDS = RateLimit("sign-in-password", limit=5, seconds=PAUSE)
#: Wrong codes for one account from one network: within PAUSE, and within a day.
WRONG_CODES = RateLimit("sign-in-code", limit=5, seconds=PAUSE)
WRONG_CODES_IN_A_DAY = RateLimit("sign-in-code-day", limit=20, seconds=DAY)
#: Wrong codes for one account from all networks: a hundred guesses at a million codes.
WRONG_CODES_FOR_ACCOUNT = RateLimit("sign-in-code-account", limit=100, seconds=DAY)


class Attempt:
    """A sign-in attempt, counted before it is checked: concurrent attempts cannot exceed the limit.

    `allowed` is False if a limit was reached. `succeeded()` releases the counts.
    """

    def __init__(self, *limits: tuple[RateLimit, str]) -> None:
        self._counted: list[tuple[RateLimit, str]] = []
        self.allowed = True
        for limit, key in limits:
            if not limit.hit(key):
                self.allowed = False
                self._release()  # a refused attempt must not use up the other limits
                return
            self._counted.append((limit, key))

    def succeeded(self) -> None:
        """Release the counts: the attempt was correct."""
        self._release()

    def _release(self) -> None:
        for limit, key in self._counted:
            limit.release(key)
        self._counted = []


def password_attempt(name: str, network: str) -> Attempt:
    """Count a password attempt for the login `name`, whether or not it has an account."""
    return Attempt((WRONG_PASSWORDS, f"{name}:{network}"), (WRONG_IN_NETWORK, network))


def code_attempt(user: User, network: str) -> Attempt:
    """Count an attempt with a code of an authenticator app or a recovery code."""
    user_and_network = f"{user.pk}:{network}"
    return Attempt(
        (WRONG_CODES, user_and_network),
        (WRONG_CODES_IN_A_DAY, user_and_network),
        (WRONG_CODES_FOR_ACCOUNT, str(user.pk)),
    )
