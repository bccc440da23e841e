"""Problems that people report (litter, a broken street light), whom they go to, what becomes of them, and the
volunteers who watch over a ward. Spoken to by other systems in the words of Open311."""
