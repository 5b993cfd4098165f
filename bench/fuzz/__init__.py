"""Fuzzing: inputs that nobody thought of, made from invented ones by what they reach, and what must hold for all of them.

``python -m bench.fuzz all`` runs every target for ten minutes and writes ``results/fuzz.json``. With atheris installed (the group
``fuzz`` of pyproject.toml) inputs are chosen by the code that they reach; without it they are changed at random. What reaches
something new is kept, made small, in ``tests/data/fuzz``, and the tests go through it. :mod:`bench.fuzz.targets` names what is
fuzzed.
"""
