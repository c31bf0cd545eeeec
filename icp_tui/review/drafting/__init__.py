"""Drafting: a first profile, from a template or from the columns of a list.

What belongs here: what a list's columns hold, the criteria that suggests, and the YAML of it.
"""
