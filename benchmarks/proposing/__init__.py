"""How well 契約情報 is read from texts: precision and recall of each item."""
