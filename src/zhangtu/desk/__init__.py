"""The staff pages: one room a page or family of pages, all standing in ``frame``.

A room holds its addresses, its views, its templates and its catalogue of words; its scripts and style sheets
lie in ``static`` under the room's name. Rooms do not import one another: they meet in links, and in the rooms
below the desk.
"""
