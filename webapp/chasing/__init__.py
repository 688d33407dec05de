"""署名再依頼: who may be asked again, how, and many contracts at a time; several audiences use it."""
