"""Whatever a mail server does: nothing is lost, nothing goes out twice but the one mail in flight."""

import os
import signal
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings as django_settings
from django.db import OperationalError, connection
from django.utils import timezone

from mail import sending, servers
from mail.models import Address, MailServer, OutgoingMail
from tests.mail.rows import attempts, make_due, make_mail, make_mails, read_again, states
from tests.smtp import running_inbox

pytestmark = pytest.mark.django_db


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def serve(settings, inbox, **changes):
    """Let the site use `inbox`."""
    values = {
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": inbox.port,
        "EMAIL_HOST_USER": "",
        "EMAIL_HOST_PASSWORD": "",
        "EMAIL_USE_TLS": False,
        "EMAIL_USE_SSL": False,
        **changes,
    }
    for name, value in values.items():
        setattr(settings, name, value)


# The server as a whole
def test_a_server_that_is_down_costs_no_mail_a_try(smtp, settings, free_port):
    make_mails("1", "2")
    working, settings.EMAIL_PORT = settings.EMAIL_PORT, free_port
    assert sending.send_waiting() == 0
    assert attempts() == {"1": 0, "2": 0}
    server = MailServer.load()
    assert "Connection refused" in server.last_answer
    assert (server.failures, server.failing_since is not None) == (1, True)
    settings.EMAIL_PORT = working
    assert sending.send_waiting() == 0  # it rests
    make_due()
    assert sending.send_waiting() == 2
    assert sorted(smtp.recipients) == ["reader1@example.com", "reader2@example.com"]
    server = MailServer.load()
    assert (server.failures, server.failing_since, server.last_answer) == (0, None, "250 kept as 2")


def test_a_server_rests_longer_each_time(settings, free_port):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port
    make_mail()
    for rest in [*servers.RESTS, servers.RESTS[-1]]:
        sending.send_waiting()
        assert abs(MailServer.load().retry_at - timezone.now() - rest) < timedelta(seconds=20)
        make_due()
    assert states() == {"1": "waiting"}


@pytest.mark.parametrize(
    ("stage", "answer"),
    [
        ("sender_answers", "421 4.3.2 closing down"),
        ("sender_answers", "451 4.3.0 no room"),
        ("sender_answers", "530 5.7.0 sign in first"),
        ("sender_answers", "550 5.7.1 sender not allowed"),
        ("recipient_answers", "421 4.7.0 too much mail"),
        ("recipient_answers", "554 5.7.1 <x>: Relay access denied"),
        ("text_answers", "421 4.3.2 closing down"),
    ],
)
def test_what_is_the_servers_own_trouble_blames_no_mail(smtp, stage, answer):
    setattr(smtp, stage, [answer])
    make_mails("1", "2", "3")
    assert sending.send_waiting() == 0
    assert (states(), attempts()) == (dict.fromkeys("123", "waiting"), dict.fromkeys("123", 0))
    assert not Address.objects.exists()
    assert answer in MailServer.load().last_answer
    make_due()
    assert sending.send_waiting() == 3
    assert sorted(smtp.recipients) == [f"reader{number}@example.com" for number in "123"]


def test_the_mail_at_which_the_server_failed_lets_others_go_first(smtp):
    smtp.refused = {"reader1@example.com": "421 4.7.0 not you"}
    make_mails("1", "2")
    sending.send_waiting()
    MailServer.objects.update(retry_at=None)
    assert sending.send_waiting() == 1
    assert states() == {"1": "waiting", "2": "sent"}


def test_a_wrong_password_costs_no_mail_a_try(settings):
    with running_inbox(
        authenticator=lambda *_facts: AuthResult(success=False, handled=False),
        auth_require_tls=False,
    ) as inbox:
        serve(settings, inbox, EMAIL_HOST_USER="blog", EMAIL_HOST_PASSWORD="wrong")
        make_mail()
        assert sending.send_waiting() == 0
    assert attempts() == {"1": 0}
    assert MailServer.load().last_answer.startswith("535 5.7.8")


def test_the_right_password_is_taken(settings):
    def check(_server, _session, _envelope, _mechanism, data):
        return AuthResult(success=(data.login, data.password) == (b"blog", b"right"))

    with running_inbox(authenticator=check, auth_require_tls=False) as inbox:
        serve(settings, inbox, EMAIL_HOST_USER="blog", EMAIL_HOST_PASSWORD="right")
        make_mail()
        assert sending.send_waiting() == 1


# Encryption
@pytest.fixture
def certificate(tmp_path):
    """Key and certificate of "localhost", which nobody has signed but itself; the path of both."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "server.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + signed.public_bytes(serialization.Encoding.PEM)
    )
    return path


@pytest.fixture
def tls(certificate):
    context = ssl_context(certificate)
    with running_inbox(tls_context=context, require_starttls=True) as inbox:
        yield inbox


def ssl_context(certificate):
    import ssl

    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    return context


def test_a_mail_goes_out_encrypted_to_a_server_whose_name_is_proved(
    tls, settings, certificate, monkeypatch
):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    serve(settings, tls, EMAIL_HOST="localhost", EMAIL_USE_TLS=True)
    make_mail()
    assert sending.send_waiting() == 1


def test_no_mail_goes_to_a_server_whose_name_is_not_proved(tls, settings):
    serve(settings, tls, EMAIL_HOST="localhost", EMAIL_USE_TLS=True)
    make_mail()
    assert sending.send_waiting() == 0
    assert attempts() == {"1": 0}
    assert "CERTIFICATE_VERIFY_FAILED" in MailServer.load().last_answer


def test_no_mail_goes_out_in_the_clear_where_encryption_is_asked_for(smtp, settings):
    settings.EMAIL_USE_TLS = True
    make_mail()
    assert sending.send_waiting() == 0
    assert "STARTTLS" in MailServer.load().last_answer
    assert (attempts(), smtp.mails) == ({"1": 0}, [])


# One mail
@pytest.mark.parametrize("stage", ["recipient_answers", "text_answers"])
@pytest.mark.parametrize("answer", ["450 4.2.0 greylisted", "452 4.2.2 mailbox full", "451 later"])
def test_what_may_change_is_tried_again_and_holds_nobody_up(smtp, stage, answer):
    setattr(smtp, stage, [answer])
    make_mails("1", "2")
    assert sending.send_waiting() == 1
    assert (states(), attempts()) == ({"1": "waiting", "2": "sent"}, {"1": 1, "2": 1})
    assert OutgoingMail.objects.get(key="1").error == answer
    make_due()
    assert sending.send_waiting() == 1
    assert sorted(smtp.recipients) == ["reader1@example.com", "reader2@example.com"]
    assert not Address.objects.suppressed().exists()


@pytest.mark.parametrize(
    "answer",
    [
        "550 5.1.1 no such user here",
        "550 5.1.10 domain takes no mail",
        "550 5.2.1 mailbox disabled",
        "550 No such user here",
        "553 user unknown",
    ],
)
def test_a_mailbox_that_does_not_exist_is_not_written_to_again(smtp, answer):
    smtp.refused = {"reader1@example.com": answer}
    make_mails("1", "2")
    assert sending.send_waiting() == 1
    assert (states(), attempts()) == ({"1": "failed", "2": "sent"}, {"1": 1, "2": 1})
    address = Address.objects.suppressed().get()
    assert (address.address, address.reason, address.note) == (
        "reader1@example.com",
        "refused",
        answer,
    )


@pytest.mark.parametrize(
    ("stage", "answer"),
    [
        ("recipient_answers", "550 5.7.1 blocked by policy"),
        ("recipient_answers", "550 5.1.8 bad sender address"),
        ("recipient_answers", "552 5.2.2 mailbox full"),
        ("recipient_answers", "550 access denied"),
        ("text_answers", "554 5.7.1 looks like spam"),
        ("text_answers", "550 5.1.1 said too late"),
        ("sender_answers", "552 5.3.4 message too large"),
    ],
)
def test_a_refusal_for_another_reason_leaves_the_address_alone(smtp, stage, answer):
    setattr(smtp, stage, [answer])
    make_mails("1", "2")
    assert sending.send_waiting() == 1
    assert (states(), attempts()) == ({"1": "failed", "2": "sent"}, {"1": 1, "2": 1})
    assert not Address.objects.exists()


def test_many_mails_take_one_connection_refusals_in_between(smtp):
    smtp.refused = {f"reader{number}@example.com": "550 5.1.1 nobody" for number in range(0, 12, 3)}
    make_mails(*(str(number) for number in range(12)))
    assert sending.send_waiting() == 8
    assert smtp.connections == 1


def test_a_line_cut_in_the_middle_of_the_text_loses_nothing(smtp):
    smtp.cut = 1
    make_mails("1", "2")
    assert sending.send_waiting() == 1
    assert (states(), attempts()) == ({"1": "waiting", "2": "sent"}, {"1": 1, "2": 1})
    make_due()
    assert sending.send_waiting() == 1
    assert sorted(smtp.recipients) == ["reader1@example.com", "reader2@example.com"]


def test_a_server_that_keeps_cutting_is_left_alone(smtp):
    smtp.cut = 2
    make_mails("1", "2", "3")
    assert sending.send_waiting() == 0
    assert attempts() == {"1": 1, "2": 1, "3": 0}
    assert MailServer.load().rests(timezone.now())


def test_a_server_that_goes_away_after_a_mail_rests_though_it_took_that_one(smtp, monkeypatch):
    gone: list[bool] = []
    reach = servers.Connection.open

    def open_or_fail(server):
        if gone and server.connection is None:
            raise ConnectionRefusedError("Connection refused")
        return reach(server)

    def leave():
        gone.append(True)
        smtp.cut = 1

    monkeypatch.setattr(servers.Connection, "open", open_or_fail)
    smtp.accepted = leave
    make_mails("1", "2", "3")
    assert sending.send_waiting() == 1
    assert (states()["1"], attempts()) == ("sent", {"1": 1, "2": 1, "3": 0})
    assert MailServer.load().rests(timezone.now())


def test_a_server_that_falls_silent_costs_one_mail_one_try(smtp, settings):
    settings.EMAIL_TIMEOUT = 0.3
    smtp.silence = 1
    mail = make_mail()
    assert sending.send_waiting() == 0
    mail = read_again(mail)
    assert (mail.state, mail.attempts) == ("waiting", 1)
    assert "timed out" in mail.error
    smtp.silence = 0
    settings.EMAIL_TIMEOUT = 20
    make_due()
    assert sending.send_waiting() == 1
    assert smtp.recipients == ["reader1@example.com"]


def test_a_mail_that_takes_too_long_is_cut_before_its_lease_ends(smtp, monkeypatch):
    assert timedelta(seconds=servers.DEADLINE) < sending.LEASE
    monkeypatch.setattr(servers, "DEADLINE", 0.2)
    smtp.silence = 1
    mail = make_mail()
    assert sending.send_waiting() == 0
    assert (read_again(mail).state, read_again(mail).attempts) == ("waiting", 1)


def test_a_row_that_makes_no_mail_fails_and_holds_nobody_up(smtp):
    make_mails("1", "2")
    OutgoingMail.objects.filter(key="1").update(subject="お知らせ\r\nBcc: victim@example.com")
    assert sending.send_waiting() == 1
    assert states() == {"1": "failed", "2": "sent"}


# Death
def test_a_worker_that_dies_before_the_mail_left_loses_nothing(smtp):
    mail = make_mail()
    assert sending._claim(mail, timezone.now())
    assert read_again(mail).state == "sending"
    assert sending.send_waiting() == 0  # its lease holds
    make_due()
    assert sending.send_waiting() == 1
    assert (read_again(mail).state, read_again(mail).attempts) == ("sent", 2)


def test_a_mail_that_kills_every_worker_is_given_up(smtp):
    mail = make_mail(state="sending", attempts=sending.ATTEMPTS)
    assert sending.send_waiting() == 0
    assert (read_again(mail).state, smtp.mails) == ("failed", [])


def test_a_late_worker_does_not_overwrite_what_another_has_done(smtp):
    mail = make_mail()
    assert sending._claim(mail, timezone.now())
    make_due()
    assert sending.send_waiting() == 1
    sending._note_failure(mail, sending.verdicts.of(OSError("late")))
    assert read_again(mail).state == "sent"


@pytest.mark.django_db(transaction=True)
def test_a_mail_whose_note_meets_a_locked_table_is_noted_all_the_same(smtp, monkeypatch):
    monkeypatch.setattr(sending.time, "sleep", lambda _seconds: None)
    mail, row, fail = make_mail(), sending._row, [OperationalError("locked")] * 2

    def locked(given):
        if fail:
            raise fail.pop()
        return row(given)

    sending._claim(mail, timezone.now())
    monkeypatch.setattr(sending, "_row", locked)
    sending._note_sent(mail, "250 OK")
    assert read_again(mail).state == "sent"


WORKER = """
import django; django.setup()
from mail import sending
sending.send_waiting()
"""


def start_worker(inbox) -> subprocess.Popen:
    """A worker of its own, on the tables of the test."""
    facts = connection.settings_dict
    url = f"sqlite:///{facts['NAME']}"
    if connection.vendor == "postgresql":
        place = f"{facts['HOST']}:{facts['PORT']}" if facts["PORT"] else facts["HOST"]
        url = f"postgresql://{facts['USER']}:{facts['PASSWORD']}@{place}/{facts['NAME']}"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "DATABASE_URL": url,
        "TSUZURI_SMTP_HOST": "127.0.0.1",
        "TSUZURI_SMTP_PORT": str(inbox.port),
        "TSUZURI_SMTP_STARTTLS": "no",
    }
    return subprocess.Popen(
        [sys.executable, "-c", WORKER], cwd=django_settings.BASE_DIR, env=environment
    )


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_over_a_mail_that_was_taken_sends_that_one_again_and_no_other(smtp):
    make_mails("1", "2", "3", "4", "5")
    inbox: list[subprocess.Popen] = []
    smtp.accepted = lambda: len(smtp.mails) == 3 and os.kill(inbox[0].pid, signal.SIGKILL)
    inbox.append(start_worker(smtp))
    assert inbox[0].wait(60) == -signal.SIGKILL
    assert states() == dict(
        zip("12345", ["sent", "sent", "sending", "waiting", "waiting"], strict=True)
    )
    smtp.accepted = None
    assert sending.send_waiting() == 2  # the lease of the third holds
    make_due()
    assert sending.send_waiting() == 1
    assert sorted(smtp.recipients) == sorted(
        f"reader{key}@example.com" for key in ["1", "2", "3", "3", "4", "5"]
    )
    ids = [mail.message["Message-ID"] for mail in smtp.mails if "reader3" in mail.recipients[0]]
    assert len(set(ids)) == 1
