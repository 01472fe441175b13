"""Every setting of the project, read from the environment (prefix ``RECORD_``) and from ``.env``.

No other module reads the environment.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What can be set; the README's configuration table lists the same names."""

    model_config = SettingsConfigDict(env_prefix="RECORD_", env_file=".env", extra="ignore")

    home: Path = Field(default=Path("record"), description="Folder that holds the library (catalog, vectors, uploads).")
    chroma: str | None = Field(default=None, description="Address of a Chroma server elsewhere, e.g. http://host:8000.")
    chroma_token: SecretStr | None = Field(default=None, description="Token, where that server asks for one.")
    chroma_tenant: str = Field(default="default_tenant", description="Tenant on that server.")
    chroma_database: str = Field(default="default_database", description="Database on that server; one a library.")
    catalog: str | None = Field(default=None, description="SQLAlchemy address of the catalog; SQLite in home if unset.")
    embedding_model: str | None = Field(
        default=None,
        description="Folder (or hub name) of a sentence-transformers model; the bundled MiniLM if unset.",
    )
    judge_model: str | None = Field(
        default=None,
        description="Folder (or hub name) of a sentence-transformers cross-encoder; our own judge if unset.",
    )
    chat_model: str | None = Field(
        default=None, description="Chat model that writes answers, as provider:model; answers are quoted if unset."
    )
    chat_address: str | None = Field(
        default=None, description="Its address, where that is not the provider's own, e.g. http://127.0.0.1:8080/v1."
    )
    chat_seconds: float = Field(default=120.0, description="Longest time that writing one answer may take.")
    chat_context: int = Field(default=8_192, description="Tokens that it reads and writes in one go.")
    chat_most: int = Field(default=700, description="Most tokens of an answer.")
    chat_in_page: bool = Field(default=True, description="Let people set the chat model in the page.")
    allow_downloads: bool = Field(default=False, description="Let model libraries use the network.")
    lock_wait: float = Field(default=60.0, description="Seconds to wait for another command that holds the vectors.")
    max_bytes: int = Field(default=50_000_000, description="Largest file that is read.")
    max_characters: int = Field(default=5_000_000, description="Longest text that is kept.")
    max_pages: int = Field(default=2_000, description="Most pages of one document that are read.")
    max_expanded_bytes: int = Field(default=200_000_000, description="Most bytes that a zipped document may unpack to.")
    max_seconds: float = Field(default=300.0, description="Longest time that reading one document may take.")
    max_memory: int = Field(
        default=2_000_000_000, description="Most memory (bytes) that reading one document may take."
    )
    web_private: bool = Field(default=False, description="Read addresses of private networks and of unusual ports too.")
    web_seconds: float = Field(default=120.0, description="Longest time that fetching one address may take.")
    web_wait: float = Field(default=2.0, description="Seconds between two requests to one web site.")
    sample: bool = Field(default=True, description="Load the fictional sample statements into an empty library.")


@lru_cache
def get_settings() -> Settings:
    """The settings of this process."""
    return Settings()
