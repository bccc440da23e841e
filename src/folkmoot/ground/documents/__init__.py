"""Files with type, size, fingerprint and classification; each download asks who is there."""
