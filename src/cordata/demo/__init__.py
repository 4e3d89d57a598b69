"""A network to try: six countries, 24 mentor and 96 mentee schools, all of them invented.

Names are invented, municipalities are real; the same seed always makes the same network.
Everything is made through the actions that pages use.
"""
