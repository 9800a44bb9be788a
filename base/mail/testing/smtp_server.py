#!/usr/bin/python3
"""A mail server for tests, on 127.0.0.1 (python3-aiosmtpd). Mail that it takes lies in --folder as 1.eml, 2.eml, ...,
with its envelope in 1.json: {"from": ..., "to": [...], "tls": ..., "user": ...}.

Prints one line of JSON when it listens: {"port": ..., "certificate": "<file>"}. Reads commands, one a line:
"mode <name>" changes what it does from the next command of a client on, and is answered by "ok". Ends with its input.

Modes: accept; refuse (550 to RCPT); later (451 to RCPT); spam (554 to the message); sender (553 to MAIL); hang (never
answers RCPT); close (ends the connection at RCPT); cut (takes the message, then ends the connection unanswered);
silent (not even a greeting).
"""
import argparse
import asyncio
import json
import logging
import pathlib
import ssl
import subprocess
import sys
import warnings

from aiosmtpd.smtp import SMTP, AuthResult


class Handler:
    def __init__(self, mode, folder):
        self.mode, self.folder, self.count, self.user = mode, pathlib.Path(folder), 0, None

    async def handle_MAIL(self, server, session, envelope, address, options):
        if self.mode == "sender":
            return f"553 5.7.1 <{address}>: sender address not owned by user"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.mode == "refuse":
            return f"550-5.1.1 <{address}>: no such person here,\r\n550 5.1.1 says the test"
        if self.mode == "later":
            return "451 4.7.1 greylisted, come back later"
        if self.mode == "hang":
            await asyncio.sleep(3600)
        if self.mode == "close":
            server.transport.abort()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.mode == "spam":
            return "554 5.7.1 this looks like spam"
        self.count += 1
        stem = self.folder / str(self.count)
        stem.with_suffix(".json").write_text(json.dumps({
            "from": envelope.mail_from, "to": envelope.rcpt_tos, "tls": server.transport.get_extra_info("ssl_object") is not None,
            "user": session.auth_data, "helo": session.host_name}))
        part = stem.with_suffix(".part")
        part.write_bytes(envelope.original_content)
        part.rename(stem.with_suffix(".eml"))  # whole, or not there
        if self.mode == "cut":
            server.transport.abort()
        return "250 OK"


class Silent(asyncio.Protocol):
    """Accepts, and says nothing."""


def make_certificate(folder):
    """A self-made certificate of 127.0.0.1: (certificate, key)."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                    "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
                    "-keyout", key, "-out", certificate], check=True, capture_output=True)
    return certificate, key


def authenticator(expected):
    def check(server, session, envelope, mechanism, data):
        given = f"{data.login.decode()}:{data.password.decode()}"
        return AuthResult(success=given == expected, handled=False, auth_data=data.login.decode())
    return check


async def obey(handler):
    """Until standard input ends."""
    loop, reader = asyncio.get_running_loop(), asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := (await reader.readline()).decode():
        word, _, value = line.strip().partition(" ")
        if word == "mode":
            handler.mode = value
            print("ok", flush=True)


async def serve(options):
    folder = pathlib.Path(options.folder)
    handler, context, certificate = Handler(options.mode, folder), None, ""
    handler.count = len(list(folder.glob("*.eml")))
    if options.tls != "none":
        certificate, key = make_certificate(folder)
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate, key)
    smtp = {"hostname": "mail.test", "data_size_limit": None}
    if options.auth:
        smtp.update(authenticator=authenticator(options.auth), auth_required=True,
                    auth_require_tls=options.tls == "starttls")
    if options.tls == "starttls":
        smtp.update(tls_context=context, require_starttls=True)

    def connect():
        return Silent() if handler.mode == "silent" else SMTP(handler, **smtp)

    server = await asyncio.get_running_loop().create_server(
        connect, "127.0.0.1", options.port, ssl=context if options.tls == "implicit" else None)
    print(json.dumps({"port": server.sockets[0].getsockname()[1], "certificate": str(certificate)}), flush=True)
    await obey(handler)


def main():
    # What clients do wrong here, they do on purpose.
    logging.disable()
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", required=True)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--mode", default="accept")
    parser.add_argument("--tls", choices=["none", "starttls", "implicit"], default="none")
    parser.add_argument("--auth", metavar="USER:PASSWORD", help="sign-in is required")
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
