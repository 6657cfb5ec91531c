"""Rescheduling: MPXJ, a Java library that reads plans and schedules them as Microsoft Project does.

One Java machine serves a process. Java's objects have no types here.
"""

from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from readers import need


class Read(NamedTuple):
    """What MPXJ makes of a task."""

    number: int
    name: str
    start: datetime
    finish: datetime
    critical: bool
    float_days: float
    java: Any


class Project:
    """A plan as MPXJ reads it, and perhaps schedules it again."""

    def __init__(self, text: str) -> None:
        library = _library()
        data = library.jpype.JArray(library.jpype.JByte)(text.encode())
        stream = library.package("java.io").ByteArrayInputStream(data)
        self.java = library.package("org.mpxj.reader").UniversalProjectReader().read(stream)

    def rescheduled(self) -> "Project":
        """Schedule the plan again, from its start, its links and its calendar alone."""
        start = self.java.getProjectProperties().getStartDate()
        _library().package("org.mpxj.cpm").MicrosoftScheduler().schedule(self.java, start)
        return self

    def without_deadlines(self) -> "Project":
        """Drop the deadlines, which eat up float there."""
        for task in self.java.getTasks():
            task.setDeadline(None)
        return self

    def tasks(self) -> list[Read]:
        """Return the tasks that count, without summaries and what is inactive."""
        return [
            _read(task)
            for task in self.java.getTasks()
            if not task.getSummary() and task.getActive()
        ]

    def task(self, number: int) -> Any:
        """Return a task as Java has it."""
        return self.java.getTaskByUniqueID(_library().jpype.JInt(number))

    def works_on(self, day: date) -> bool:
        """Whether the calendar has working hours on a day, eight of them."""
        library = _library()
        calendar, days = self.java.getDefaultCalendar(), library.package("java.time").LocalDate
        local = days.of(day.year, day.month, day.day)
        hours = calendar.getWork(local, library.package("org.mpxj").TimeUnit.HOURS)
        assert float(hours.getDuration()) in (0, 8)
        return bool(calendar.isWorkingDate(local))


class _Library(NamedTuple):
    jpype: Any

    def package(self, name: str) -> Any:
        return self.jpype.JPackage(name)


@cache
def _library() -> _Library:
    for thing in ("java", "jpype", "mpxj"):
        need(thing)
    import jpype
    import mpxj  # noqa: F401 # tells jpype where its classes are

    jpype.startJVM("-Xshare:auto", "-Xrs", convertStrings=False)
    return _Library(jpype)


def _read(task: Any) -> Read:
    slack = task.getTotalSlack()
    return Read(
        number=int(task.getUniqueID()),
        name=str(task.getName()),
        start=datetime.fromisoformat(str(task.getStart())),
        finish=datetime.fromisoformat(str(task.getFinish())),
        critical=bool(task.getCritical()),
        float_days=float(slack.getDuration()) if slack is not None else 0.0,
        java=task,
    )
