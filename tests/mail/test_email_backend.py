"""SMTP connection: failures and backoff of the server, authentication, encryption, time limits."""

import socket
from datetime import UTC, datetime, timedelta

import pytest
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.utils import timezone

from mail import email_backend, sending
from mail.models import Address, MailServer
from tests.mail.rows import attempts, make_due, make_mail, make_mails, reload, states
from tests.smtp import running_inbox

pytestmark = pytest.mark.django_db


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def use_inbox(settings, inbox, **changes):
    """Set the mail server of the site to `inbox`."""
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
    assert sending.send_waiting() == 0  # the server is paused
    make_due()
    assert sending.send_waiting() == 2
    assert sorted(smtp.recipients) == ["reader1@example.com", "reader2@example.com"]
    server = MailServer.load()
    assert (server.failures, server.failing_since, server.last_answer) == (0, None, "250 kept as 2")


def test_the_backoff_of_a_failing_server_grows(settings, free_port):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port
    make_mail()
    for rest in [*email_backend.BACKOFF, email_backend.BACKOFF[-1]]:
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
        use_inbox(settings, inbox, EMAIL_HOST_USER="blog", EMAIL_HOST_PASSWORD="wrong")
        make_mail()
        assert sending.send_waiting() == 0
    assert attempts() == {"1": 0}
    assert MailServer.load().last_answer.startswith("535 5.7.8")


def test_the_right_password_is_taken(settings):
    def check(_server, _session, _envelope, _mechanism, data):
        return AuthResult(success=(data.login, data.password) == (b"blog", b"right"))

    with running_inbox(authenticator=check, auth_require_tls=False) as inbox:
        use_inbox(settings, inbox, EMAIL_HOST_USER="blog", EMAIL_HOST_PASSWORD="right")
        make_mail()
        assert sending.send_waiting() == 1


# Encryption
@pytest.fixture
def certificate(tmp_path):
    """Return the path of a file with a key and a self-signed certificate for "localhost"."""
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
    use_inbox(settings, tls, EMAIL_HOST="localhost", EMAIL_USE_TLS=True)
    make_mail()
    assert sending.send_waiting() == 1


def test_no_mail_goes_to_a_server_whose_name_is_not_proved(tls, settings):
    use_inbox(settings, tls, EMAIL_HOST="localhost", EMAIL_USE_TLS=True)
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


# Connection
def test_many_mails_take_one_connection_refusals_in_between(smtp):
    smtp.refused = {f"reader{number}@example.com": "550 5.1.1 nobody" for number in range(0, 12, 3)}
    make_mails(*(str(number) for number in range(12)))
    assert sending.send_waiting() == 8
    assert smtp.connections == 1


def test_a_server_that_keeps_cutting_is_left_alone(smtp):
    smtp.cut = 2
    make_mails("1", "2", "3")
    assert sending.send_waiting() == 0
    assert attempts() == {"1": 1, "2": 1, "3": 0}
    assert MailServer.load().is_paused(timezone.now())


def test_a_server_that_goes_away_after_a_mail_is_paused(smtp, monkeypatch):
    gone: list[bool] = []
    reach = email_backend.Connection.open

    def open_or_fail(server):
        if gone and server.connection is None:
            raise ConnectionRefusedError("Connection refused")
        return reach(server)

    def leave():
        gone.append(True)
        smtp.cut = 1

    monkeypatch.setattr(email_backend.Connection, "open", open_or_fail)
    smtp.accepted = leave
    make_mails("1", "2", "3")
    assert sending.send_waiting() == 1
    assert (states()["1"], attempts()) == ("sent", {"1": 1, "2": 1, "3": 0})
    assert MailServer.load().is_paused(timezone.now())


def test_a_mail_that_takes_too_long_is_cut_before_its_lease_ends(smtp, monkeypatch):
    assert timedelta(seconds=email_backend.DEADLINE) < sending.LEASE
    monkeypatch.setattr(email_backend, "DEADLINE", 0.2)
    smtp.silence = 1
    mail = make_mail()
    assert sending.send_waiting() == 0
    assert (reload(mail).state, reload(mail).attempts) == ("waiting", 1)
