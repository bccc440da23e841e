"""Where a server may listen, read from the command line and tried before anything slow begins."""

from __future__ import annotations

import argparse
import socket

from folkmoot.site.cli import CannotGoOnError


def refuse_taken_port(host: str, port: int) -> None:
    """Say so at once when somebody else listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            raise CannotGoOnError(
                f"Cannot listen on {host} port {port}: {problem.strerror}. Choose another with --port, "
                "or stop the program that uses it."
            ) from problem


def positive(text: str) -> int:
    return _whole_number(text, 1, 1024)


def port_number(text: str) -> int:
    return _whole_number(text, 1, 65535)


def _whole_number(text: str, lowest: int, highest: int) -> int:
    if not text.isascii() or not text.isdigit() or not lowest <= int(text) <= highest:
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number from {lowest} to {highest}.")
    return int(text)
