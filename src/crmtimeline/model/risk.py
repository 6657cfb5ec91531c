"""Risk: what may go wrong in one phase, how likely, and how many weeks it then costs."""

from pydantic import Field

from crmtimeline.model.strict import StrictModel
from crmtimeline.model.weeks import Weeks


class Risk(StrictModel):
    """What may go wrong in one phase. Its title tells it from all others."""

    title: str = Field(min_length=1, description="What happens, in a few words.")
    phase: str = Field(description="The phase that it makes longer.")
    probability: float = Field(gt=0, le=1, description="How likely it is: 0.2 is one in five.")
    weeks: Weeks = Field(description="By how much it makes the phase longer.")
