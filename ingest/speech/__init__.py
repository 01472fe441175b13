"""Who speaks in a text: quotations, the persons named beside them, what is passed on from others."""
