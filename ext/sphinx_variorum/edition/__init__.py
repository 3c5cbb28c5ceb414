"""The edition: plain Python that knows neither docutils nor Sphinx.

Records, closed lists, witnesses, anchoring and proof. Nothing in here imports from the two
storeys above (`sphinx_variorum.building`, `sphinx_variorum.output`); a test keeps it so.
"""
