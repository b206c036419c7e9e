"""Pictures computed from values: SVG as text, no Flask, no SQL.

Length hangs down from the skin on one scale: a shape is in a picture only if a value puts it there, and
what is not known looks not known. Every picture has its sentence beside it, in a function of its own.
Lengths are µm. Geometry is in SVG attributes, colour in classes of the style sheet; no picture carries a
style, a script or a colour.
"""
