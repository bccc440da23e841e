"""The register of partnerships: where each body stands, by which rules it sits, what it carries and shares with others,
which plans serve which board, and what of that changed."""
