"""What sets a machine up, run before anything is installed: standard library only."""
