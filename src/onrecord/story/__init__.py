"""The story: what holds across reports, each decision with its reasons."""

from onrecord.story.stories import link_story

__all__ = ["link_story"]
