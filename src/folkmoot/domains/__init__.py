"""One app per civic machine; none imports another. Between them there are only thread links."""
