"""What every app shares: who acts, who may come in, how records are named, what the site is called."""
