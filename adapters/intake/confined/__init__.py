"""What the intake does inside its child; no other process imports this package."""
