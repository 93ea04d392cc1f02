"""The optional model: what it is told, how it is asked, and what of its answer is believed.

Nothing here runs, and nothing leaves the machine, unless the user chose a model. `consult` is the way in.
"""
