"""Serving a desk: an address of its own, uvicorn on it, the browser opened if asked.

The socket is bound here and not by uvicorn, so that a port in use gives one clear line and
port 0 tells which port it became.
"""

import errno
import gc
import secrets
import socket
import webbrowser
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

import uvicorn

from onrecord.errors import StoreError
from onrecord.web.apps import create_app
from onrecord.web.desks import LOOPBACK, Desk

PORT = 8010


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """A desk on a bound socket, ready to run, and the address to open."""

    desk: Desk
    bound: socket.socket
    address: str


def prepare_desk(record: Path, host: str = "127.0.0.1", port: int = PORT) -> Serving:
    """Open the record once, bind the address, and return what is needed to run.

    On an address that others can reach a token is demanded. Raises StoreError when the record
    cannot be shown or the address cannot be had.
    """
    outside = host not in LOOPBACK
    hosts = LOOPBACK | {host.lower(), socket.gethostname().lower()} if outside else LOOPBACK
    token = secrets.token_urlsafe(24) if outside else None
    desk = Desk(record=record, hosts=hosts, token=token)
    with desk.open() as db:
        db.execute("SELECT count(*) FROM documents").fetchone()
    bound = bind(host, port)
    return Serving(desk=desk, bound=bound, address=show_address(host, bound, token))


def bind(host: str, port: int) -> socket.socket:
    """Return a socket bound to `host` and `port`; raises StoreError when it cannot be had."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        made = socket.socket(family, kind, protocol)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(place)
        made.listen(128)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise StoreError(
                f"port {port} is in use; take another with -p PORT, or any free one with -p 0"
            ) from error
        raise StoreError(
            f"{host}:{port} cannot be served ({error.strerror}); leave out --host for this "
            "machine alone, or take a port above 1023"
        ) from error
    return made


def show_address(host: str, bound: socket.socket, token: str | None) -> str:
    """Return the address to open in a browser, the token with it where one is demanded."""
    named = socket.gethostname() if host in ("0.0.0.0", "::", "") else host
    named = f"[{named}]" if ":" in named else named
    port: int = bound.getsockname()[1]
    return f"http://{named}:{port}/" + (f"?token={token}" if token else "")


def run_desk(serving: Serving, open_browser: bool = False) -> None:
    """Serve until interrupted (Ctrl-C), which is the ordinary end."""
    app = create_app(serving.desk)
    app.state.names.get()  # begins to name the story while nobody waits for it
    # What is loaded by now stays for good: looking through it for garbage cost a page 80 ms.
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, ws="none", lifespan="off"
    )
    if open_browser:
        opener = Timer(0.3, webbrowser.open, [serving.address])
        opener.daemon = True
        opener.start()
    try:
        uvicorn.Server(config).run(sockets=[serving.bound])
    except KeyboardInterrupt:
        pass
    finally:
        serving.bound.close()
