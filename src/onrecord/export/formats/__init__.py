"""The formats: each module here is one, named as it is called."""
