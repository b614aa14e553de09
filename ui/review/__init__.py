"""The review room: another team's draft as a document, and what is said of it in the margin."""
