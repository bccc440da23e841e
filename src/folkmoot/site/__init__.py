"""Settings, addresses, the page frame, the pack loader and the command line."""
