"""Sources: account lists as they come -> one frame of clean accounts."""
