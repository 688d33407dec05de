// Work that one press does a part of goes on by itself; without this its button is pressed again.
for (const form of document.querySelectorAll("[data-goes-on]")) form.requestSubmit();
