"""A page on loopback where a person accepts, corrects, rejects and adds items; saving writes gold. This is how a newsroom grows its own.

subjects.py  what is reviewed, and how it is saved
drafts.py    the items while they are reviewed, as they travel between page and server
page.py      the page
server.py    HTTP, for one person on this machine
"""
