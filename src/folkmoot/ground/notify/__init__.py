"""One door out: e-mail, text and letter, each message once, resumable."""
