"""Sphinx's side: configuration, messages, directives, roles, the domain and its transforms."""
