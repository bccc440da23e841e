from .editing import AddBodyView, AddSeatView, EditBodyView, EditSeatView
from .reading import ListBodiesView, ShowBodyView, ShowPersonView, export_popolo

__all__ = [
    "AddBodyView",
    "AddSeatView",
    "EditBodyView",
    "EditSeatView",
    "ListBodiesView",
    "ShowBodyView",
    "ShowPersonView",
    "export_popolo",
]
