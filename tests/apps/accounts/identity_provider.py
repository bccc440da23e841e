"""A partner's identity provider, small: OpenID Connect Core 1.0 with the authorization code flow, on this machine."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT_ID = "folkmoot"
CLIENT_SECRET = "between-us"


class Directory(ThreadingHTTPServer):
    """What it says of whoever comes; tests change `claims` and `faults`."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.claims: dict[str, Any] = {
            "sub": "s-1",
            "name": "Clem Hartfield",
            "email": "clem@partner.example",
            "email_verified": True,
        }
        self.faults: set[str] = set()
        self.challenges: dict[str, str] = {}
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def consent(self, asked: str) -> str:
        """Somebody says yes on the provider's page: the address they are sent back to, for the one they came by."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(asked).query).items()}
        assert query["client_id"] == CLIENT_ID
        code = f"code-{len(self.challenges)}"
        self.challenges[code] = query.get("code_challenge", "")
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def id_token(self) -> str:
        now = int(time.time())
        issuer = "http://elsewhere.example" if "issuer" in self.faults else self.url
        audience = "another-site" if "audience" in self.faults else CLIENT_ID
        expires = now - 3600 if "expired" in self.faults else now + 300
        claims = {"iss": issuer, "aud": audience, "iat": now, "exp": expires, **self.claims}
        return jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": "k1"})

    def keys(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [public | {"kid": "k1", "alg": "RS256", "use": "sig"}]}


class Handler(BaseHTTPRequestHandler):
    server: Directory

    def do_GET(self) -> None:
        here = self.server.url
        if "down" in self.server.faults:
            self.answer(503, {"error": "down"})
        elif self.path == "/.well-known/openid-configuration":
            places = {"authorization": "/authorize", "token": "/token", "userinfo": "/userinfo"}
            known = {f"{name}_endpoint": f"{here}{path}" for name, path in places.items()}
            self.answer(200, known | {"issuer": here, "jwks_uri": f"{here}/keys"})
        elif self.path == "/keys":
            self.answer(200, self.server.keys())
        elif self.path == "/userinfo" and self.headers["Authorization"] == "Bearer ticket":
            self.answer(200, self.server.claims)
        else:
            self.answer(404, {})

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
        asked = {name: values[0] for name, values in parse_qs(sent).items()}
        challenge = self.server.challenges.pop(asked.get("code", ""), None)
        proof = base64.urlsafe_b64encode(hashlib.sha256(asked.get("code_verifier", "").encode()).digest())
        if asked.get("client_secret") != CLIENT_SECRET or challenge != proof.rstrip(b"=").decode():
            self.answer(400, {"error": "invalid_grant"})
        else:
            token = {"access_token": "ticket", "token_type": "Bearer", "expires_in": 300}
            self.answer(200, token | {"id_token": self.server.id_token()})

    def answer(self, status: int, document: dict[str, Any]) -> None:
        body = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: Any) -> None:
        """Quiet."""


@contextmanager
def running_directory() -> Iterator[Directory]:
    server = Directory()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
