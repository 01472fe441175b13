"""A text that was checked sentence by sentence: what came of it, how it is kept, and how it is told in plain words."""
