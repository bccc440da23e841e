"""A pack is a folder of data that makes a site a certain county's. See packs/README.md for its files."""
