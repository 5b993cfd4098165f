"""How the trained models are made, start to end. Not part of the package: needs torch, see README.md here."""
