"""What has to hold for a written sentence to stand on the texts that it cites, one thing a file."""
