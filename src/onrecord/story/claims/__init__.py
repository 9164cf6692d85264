"""Claims: wordings of a story that say the same, grouped, each with the reasons why."""

from onrecord.story.claims.links import link_claims

__all__ = ["link_claims"]
