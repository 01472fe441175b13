"""What can go wrong with a library. Every message says what happened and what to do."""


class LibraryError(Exception):
    """The library cannot do what was asked; the message is for the person who asked."""


class CatalogUnusable(LibraryError):
    """The catalog cannot be opened, read or written: no folder, no permission, disk full, damaged."""


class VectorsBusy(LibraryError):
    """Another command holds the vectors of this library and did not let go in time."""


class VectorsUnreachable(LibraryError):
    """The Chroma server that the settings name, or that owns this library, does not answer."""


class VectorsUnusable(LibraryError):
    """The vectors cannot be opened, read or written: folder damaged, disk full, refused by the server."""


class EmbeddingMismatch(LibraryError):
    """The vectors were made with another embedding model than the one that is set."""


class GenerationReplaced(LibraryError):
    """The vectors were made anew while a statement was being added to the old ones; it must be added again."""
