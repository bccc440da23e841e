"""The way to a language model, where a partnership has chosen one: any server that speaks as OpenAI's does, also one in
its own cellar. Off unless FOLKMOOT_LANGUAGE_MODEL_URL is set. It drafts titles and descriptions and nothing else
(`folkmoot_core.themes.drafting` says what is sent).
"""

from __future__ import annotations

import http.client
import json
import os
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NoReturn

from folkmoot_core.values import Fault, Invalid

SECONDS = 30.0
LARGEST_ANSWER = 1_000_000
LONGEST_REPLY_IN_TOKENS = 400


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """What residents wrote goes to the address that was set, and is not sent on."""

    def redirect_request(self, *_args: object) -> None:
        return None


@dataclass(frozen=True)
class LanguageModelServer:
    """An OpenAI-compatible server. `url` is up to and with the version, such as http://localhost:8080/v1."""

    url: str
    name: str
    key: str = field(default="", repr=False)
    seconds: float = SECONDS

    def __post_init__(self) -> None:
        if not self.url.startswith(("http://", "https://")):
            message = f"“{self.url}” is not the address of a server."
            raise Invalid([Fault("FOLKMOOT_LANGUAGE_MODEL_URL", message, "Begin with https:// or http://.")])
        if not self.name:
            raise Invalid([Fault("FOLKMOOT_LANGUAGE_MODEL", "No model is named.", "Set it to the model's name.")])

    def answer(self, instruction: str, question: str) -> str:
        """The model's answer. Raises `Invalid` with a sentence where the server gives none in time."""
        body = {
            "model": self.name,
            "messages": [{"role": "system", "content": instruction}, {"role": "user", "content": question}],
            "temperature": 0,
            "max_tokens": LONGEST_REPLY_IN_TOKENS,
        }
        try:
            reply = json.loads(self._send(json.dumps(body).encode()))
            content = reply["choices"][0]["message"]["content"]
        except urllib.error.HTTPError as error:
            error.close()
            _refuse(f"The language model's server answered {error.code}.", "Check its address, key and model.", error)
        except TimeoutError as error:
            _refuse(f"The language model gave no answer in {self.seconds:g} seconds.", "Try again later.", error)
        except (OSError, http.client.HTTPException) as error:
            if isinstance(getattr(error, "reason", None), TimeoutError):
                _refuse(f"The language model gave no answer in {self.seconds:g} seconds.", "Try again later.", error)
            _refuse("The language model's server cannot be reached.", "Check that it runs, and its address.", error)
        except (ValueError, LookupError, TypeError) as error:
            _refuse("The server's answer is not one of a language model.", "Check its address.", error)
        if not isinstance(content, str):
            _refuse("The language model answered without words.", "Try again, or write the title yourself.")
        return content

    def _send(self, body: bytes) -> bytes:
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        address = f"{self.url.rstrip('/')}/chat/completions"
        request = urllib.request.Request(address, body, headers, method="POST")  # noqa: S310 (http or https: checked)
        with urllib.request.build_opener(_NoRedirects).open(request, timeout=self.seconds) as reply:
            answer: bytes = reply.read(LARGEST_ANSWER + 1)
        if len(answer) > LARGEST_ANSWER:
            raise ValueError("longer than any draft")
        return answer


def language_model(environment: Mapping[str, str] = os.environ) -> LanguageModelServer | None:
    """The server that was chosen, or None: then nothing is drafted. Raises `Invalid` where it is half set."""
    url = environment.get("FOLKMOOT_LANGUAGE_MODEL_URL", "").strip()
    if not url:
        return None
    return LanguageModelServer(
        url,
        environment.get("FOLKMOOT_LANGUAGE_MODEL", "").strip(),
        environment.get("FOLKMOOT_LANGUAGE_MODEL_KEY", "").strip(),
    )


def _refuse(message: str, mend: str, cause: Exception | None = None) -> NoReturn:
    raise Invalid([Fault("language model", message, mend)]) from cause
