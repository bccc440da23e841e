"""One door in: whatever reaches us, by whatever channel, first becomes an Arrival."""
