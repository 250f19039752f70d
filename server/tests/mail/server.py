"""Mail servers on loopback, each of another kind, until the standard input is closed.

Writes the certificate authorities into the folder that is named, and there into `seen` a line of JSON for
whatever comes, as it comes, and for each sign-in and each mail. Prints the ports by name once all of them
listen.

What a recipient is called says how it is taken: `nobody@` is not there (550), `full@` has no room (452),
`later@` is taken the second time only (450), `spam@` is refused after the whole mail was read (554). Of
`stranger@` no mail is taken at all (553), and of nobody while there is a file `down` in the folder (421).
"""

import asyncio
import json
import logging
import ssl
import sys
import warnings
from datetime import datetime, timedelta, timezone
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import trustme
from aiosmtpd.smtp import SMTP, AuthResult

# That it takes passwords without STARTTLS, some of which come within TLS.
warnings.simplefilter("ignore")
logging.disable(logging.WARNING)

USER, PASSWORD = b"zhunru", b"Mail-Passw0rd!"

folder = Path(sys.argv[1])
seen = open(folder / "seen", "a", encoding="utf-8")
refused_once = set()


def note(server, what, **more):
    is_encrypted = server.transport.get_extra_info("ssl_object") is not None
    line = {"at": server.name, "what": what, "encrypted": is_encrypted, **more}
    print(json.dumps(line), file=seen, flush=True)


class Watched(SMTP):
    """A server that notes what is asked of it."""

    def __init__(self, name, *rest, **more):
        super().__init__(*rest, **more)
        self.name = name

    def data_received(self, data):
        note(self, "came", data=data.decode("latin-1"))
        super().data_received(data)

    async def smtp_AUTH(self, arg):
        note(self, "AUTH", mechanism=arg.split()[0])
        await super().smtp_AUTH(arg)


class WithoutKey(Watched):
    """Offers STARTTLS, and then cannot."""

    async def smtp_STARTTLS(self, arg):
        await self.push("454 4.7.0 TLS not available due to temporary reason")


class Closing(asyncio.Protocol):
    """A server that sends everybody away."""

    def __init__(self, name, *_, **__):
        self.name = name

    def connection_made(self, transport):
        self.transport = transport
        transport.write(b"421 4.3.2 closing\r\n")
        transport.close()

    def data_received(self, data):
        note(self, "came", data=data.decode("latin-1"))


class Mailbox:
    async def handle_MAIL(self, server, session, envelope, address, options):
        if (folder / "down").exists():
            return "421 4.3.2 closing"
        if address.startswith("stranger@"):
            return "553 5.7.1 not your address"
        envelope.mail_from = address
        return "250 2.1.0 ok"

    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.split("@")[0]
        if name == "nobody":
            return "550 5.1.1 \x1b[31mno such user"
        if name == "full":
            return "452 4.2.2 mailbox full"
        if name == "later" and address not in refused_once:
            refused_once.add(address)
            return "450 4.7.1 greylisted, try again later"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 ok"

    async def handle_DATA(self, server, session, envelope):
        if envelope.rcpt_tos[0].startswith("spam@"):
            return "554 5.7.1 refused by policy"
        mail = message_from_bytes(envelope.content, policy=default)
        text = mail.get_body(("plain",)).get_content()
        user = session.auth_data.decode() if session.authenticated else None
        note(server, "mail", to=envelope.rcpt_tos, id=str(mail["Message-ID"]), user=user, text=text)
        return "250 2.0.0 taken"


def authenticate(server, session, envelope, mechanism, data):
    if (data.login, data.password) == (USER, PASSWORD):
        return AuthResult(success=True, auth_data=data.login)
    return AuthResult(success=False, handled=False)


def context(certificate):
    made = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    certificate.configure_cert(made)
    return made


async def main():
    own, other = trustme.CA(), trustme.CA()
    own.cert_pem.write_to_path(folder / "own.pem")
    other.cert_pem.write_to_path(folder / "other.pem")
    right = context(own.issue_cert("localhost"))
    yesterday = datetime.now(timezone.utc) - timedelta(days=1)
    over = context(own.issue_cert("localhost", not_before=yesterday - timedelta(days=1), not_after=yesterday))
    elsewhere = context(own.issue_cert("mail.example.cn"))
    strangers = context(other.issue_cert("localhost"))

    sign_in = {"authenticator": authenticate, "auth_required": True}
    within = {"auth_require_tls": False, **sign_in}
    starttls = {"tls_context": right, "require_starttls": True, **sign_in}
    # By name: what the connection is wrapped into at once, how it is served, and by what.
    kinds = {
        "starttls": (None, starttls, Watched),
        "starttls-plain": (None, {**starttls, "auth_exclude_mechanism": ["LOGIN"]}, Watched),
        "starttls-login": (None, {**starttls, "auth_exclude_mechanism": ["PLAIN"]}, Watched),
        "starttls-stranger": (None, {**starttls, "tls_context": strangers}, Watched),
        "starttls-without-key": (None, {"tls_context": right}, WithoutKey),
        "no-starttls": (None, within, Watched),
        "closing": (None, {}, Closing),
        "smtps": (right, within, Watched),
        "smtps-no-sign-in": (right, {}, Watched),
        "smtps-over": (over, within, Watched),
        "smtps-elsewhere": (elsewhere, within, Watched),
        "smtps-stranger": (strangers, within, Watched),
    }
    loop = asyncio.get_running_loop()
    ports, listening = {}, []
    for name, (wrapped, how, kind) in kinds.items():

        def served(name=name, how=how, kind=kind):
            return kind(name, Mailbox(), enable_SMTPUTF8=False, hostname="loopback", **how)

        server = await loop.create_server(served, "127.0.0.1", 0, ssl=wrapped)
        listening.append(server)
        ports[name] = server.sockets[0].getsockname()[1]
    print(json.dumps(ports), flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())
