from .category import Category, Route
from .exchange import ApiKey, Handover
from .incident import Follower, Incident, Photo, StatusChange
from .watcher import Outing, Watcher, WatchScheme

__all__ = [
    "ApiKey",
    "Category",
    "Follower",
    "Handover",
    "Incident",
    "Outing",
    "Photo",
    "Route",
    "StatusChange",
    "WatchScheme",
    "Watcher",
]
