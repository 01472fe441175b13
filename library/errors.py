"""What can go wrong with a library. Every message says what happened and what to do."""


class LibraryError(Exception):
    """The library cannot do what was asked; the message is for the person who asked."""


class VectorsBusy(LibraryError):
    """Another command holds the vectors of this library and did not let go in time."""


class VectorsUnreachable(LibraryError):
    """The Chroma server that the settings name, or that owns this library, does not answer."""


class EmbeddingMismatch(LibraryError):
    """The vectors were made with another embedding model than the one that is set."""
