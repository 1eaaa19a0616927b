"""What the project measures itself with; nothing here is installed."""
