"""Claims: wordings of a story that say the same, grouped, each with the reasons why."""
