"""A mixed pile of dated reports split into stories, online and in time order.

`signs` reads what a report is about from its plain words, `rarities` knows what each word is
worth, `worn` drops page furniture, `indexes` proposes earlier reports, `links` weighs two
reports against each other with reasons, and `strands` puts each report where it belongs. No
full reading is needed; nothing but what came before a report decides where it goes.
"""
