"""SVG: the Gantt chart alone, for slides, its text as text."""

from crmtimeline.model.estimate import Estimate
from crmtimeline.render.charts.drawing import SIZE, box
from crmtimeline.render.charts.gantt import gantt_drawing
from crmtimeline.render.charts.rows import WIDE
from crmtimeline.render.custom import Custom
from crmtimeline.render.fonts import fonts
from crmtimeline.render.markup import tag
from crmtimeline.render.terminal import quote_sentence, title_line

MARGIN = 16.0


def estimate_svg(estimate: Estimate) -> str:
    """Return the chart as a file, on light paper; its title and description say what it shows."""
    drawing, language = gantt_drawing(estimate, WIDE), estimate.language
    width, height = drawing.width + 2 * MARGIN, drawing.height + 2 * MARGIN
    picture = tag(
        "svg",
        tag("title", title_line(estimate), id="title"),
        tag("desc", quote_sentence(estimate, Custom(language)), id="desc"),
        box(-MARGIN, -MARGIN, width, height, "paper"),
        tag("g", drawing.shapes, font_family=fonts(language), font_size=SIZE),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"{-MARGIN:g} {-MARGIN:g} {width:g} {height:g}",
        width=width,
        height=height,
        role="img",
        lang=language,
        aria_labelledby="title desc",
    )
    return str(picture)
