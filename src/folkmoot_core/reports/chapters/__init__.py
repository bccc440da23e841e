"""The chapters that reports are put together from; each writes its blocks at a `Writer`."""
