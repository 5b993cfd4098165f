"""The questions that the command line, the pages and the API put to an archive, each with typed answers."""
