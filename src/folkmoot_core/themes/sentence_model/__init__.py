"""A small sentence encoder that Folkmoot carries: English text to vectors whose closeness is closeness of meaning.

It is sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0; see NOTICE beside the model), made into whole numbers by
tools/make_sentence_model.py. Nothing is fetched, and no text leaves the machine.
"""

from folkmoot_core.themes.sentence_model.encoder import TOKENS_READ, WIDTH, SentenceModel, load_sentence_model

__all__ = ["TOKENS_READ", "WIDTH", "SentenceModel", "load_sentence_model"]
