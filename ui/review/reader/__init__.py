"""The draft as a document to read, in which words can be marked."""
