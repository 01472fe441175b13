"""Written answers: what a chat model writes, sentence by sentence, and only as far as it is proven."""
