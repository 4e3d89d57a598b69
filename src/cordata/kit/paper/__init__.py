"""A paper: one small tree of blocks, written as HTML, PDF, ODT, DOCX and EPUB.

Whatever a format shows comes from the tree; no format knows anything that another does not.
"""
