"""The suite may talk to this machine only: a test that reaches out is a test that fails on a train."""

from __future__ import annotations

import socket

import pytest


@pytest.mark.parametrize(
    ("family", "address"),
    [
        (socket.AF_INET, ("192.0.2.1", 80)),
        (socket.AF_INET6, ("2001:db8::1", 80)),
        (socket.AF_INET, ("example.org", 80)),
    ],
)
def test_connecting_to_another_machine_is_refused(family: socket.AddressFamily, address: tuple[str, int]) -> None:
    with socket.socket(family) as client:
        for method in (client.connect, client.connect_ex):
            with pytest.raises(AssertionError, match="may not reach"):
                method(address)


def test_sending_a_datagram_to_another_machine_is_refused() -> None:
    client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    with client, pytest.raises(AssertionError, match="may not reach"):
        client.sendto(b"hello", ("192.0.2.1", 53))


def test_looking_up_a_name_is_refused() -> None:
    with pytest.raises(AssertionError, match="may not reach"):
        socket.getaddrinfo("example.org", 443)


def test_this_machine_may_be_reached() -> None:
    server = socket.create_server(("127.0.0.1", 0))
    with server, socket.create_connection(server.getsockname(), timeout=10) as client:
        assert client.getpeername() == server.getsockname()
