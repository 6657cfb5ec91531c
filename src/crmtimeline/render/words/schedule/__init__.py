"""Schedule: what plans and calendars say, that project offices and calendar programs open."""
