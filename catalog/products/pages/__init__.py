"""What the pages of products show, finished: dataclasses made from the shelf, the drafts and the evidence.

The top layer of the room, beside `views`: these modules may read any room, and no other room reads them.
"""
