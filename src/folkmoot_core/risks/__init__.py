"""Scores of risks on a matrix that each county sets for itself, and their history as a picture."""

from folkmoot_core.risks.history import Picture, Scored, picture_of
from folkmoot_core.risks.matrix import COLOURS, DEFAULT, Band, Matrix, Score, read_matrix

__all__ = ["COLOURS", "DEFAULT", "Band", "Matrix", "Picture", "Score", "Scored", "picture_of", "read_matrix"]
