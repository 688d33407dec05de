"""What the system costs on this machine; README.md says what each row means."""
