"""Style of pages: for light and dark screens of any width, and for A4 paper."""

from collections.abc import Mapping

from crmtimeline.model.colour import Colour
from crmtimeline.model.strict import Language
from crmtimeline.render.fonts import fonts
from crmtimeline.render.palette import palette

_SCREEN = """
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);line-height:1.55;overflow-wrap:anywhere}
main,header,footer,nav{max-width:62rem;margin:0 auto;padding:0 1rem}
header{padding-top:2rem}
h1{font-size:1.75rem;line-height:1.25;margin:0}
h2{font-size:1.25rem;line-height:1.3;margin:2.75rem 0 .75rem;padding-top:.75rem;
border-top:2px solid var(--critical)}
h3{font-size:1rem;margin:1.5rem 0 .25rem}
p{margin:.5rem 0}
a{color:var(--critical)}
a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:3px solid var(--critical);
outline-offset:2px;border-radius:2px}
.skip{position:absolute;left:-999rem}
.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.5rem}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);
white-space:nowrap}
.brand{display:flex;align-items:center;gap:.75rem;margin-bottom:1.25rem;color:var(--muted)}
.brand img{max-height:3rem;max-width:14rem;background:#fff;border-radius:3px}
.about,.small,figcaption,footer{color:var(--muted);font-size:.875rem}
.lead{font-size:1.125rem;margin:1rem 0}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:1.25rem 0 0;padding:0;
font-size:.875rem}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.75rem;
margin:1.25rem 0;padding:0}
.cards>div{background:var(--soft);border:1px solid var(--line);border-radius:6px;
padding:.75rem 1rem}
.cards>.chosen{border-color:var(--critical);box-shadow:inset 0 0 0 1px var(--critical)}
.cards dt{font-size:.875rem;color:var(--muted)}
.cards dd{margin:0}
.cards .big{font-size:1.375rem;font-weight:bold;line-height:1.35}
figure{margin:1rem 0}
svg{display:block;width:100%;height:auto;font-size:13px}
.narrow{display:none}
.scroll{overflow-x:auto}
.scroll th:first-child{min-width:8rem}
table{border-collapse:collapse;width:100%;margin:.5rem 0;font-size:.875rem;line-height:1.4}
caption{text-align:left;color:var(--muted);padding-bottom:.25rem}
th,td{text-align:left;vertical-align:top;padding:.375rem .75rem .375rem 0;
border-bottom:1px solid var(--line)}
th:last-child,td:last-child{padding-right:0}
thead th{color:var(--muted);font-weight:normal}
tbody th{font-weight:normal}
.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.d{white-space:nowrap;font-variant-numeric:tabular-nums}
.total>*{font-weight:bold}
.cite{color:var(--muted);font-size:.875em}
.note{display:block;color:var(--muted);font-size:.8125rem}
.bar{display:block;height:.75rem;min-width:1px;background:var(--critical);margin-top:.25rem}
.long{width:35%}
details{border-bottom:1px solid var(--line)}
summary{cursor:pointer;padding:.5rem 0}
summary .n{color:var(--muted);padding-left:.5rem}
details>:last-child{margin-bottom:1rem}
ul{padding-left:1.25rem;margin:.5rem 0}
li{margin:.25rem 0}
.columns{columns:2 18rem;column-gap:2.5rem}
.columns li{margin:0;padding:.125rem 0}
.rows{margin:.5rem 0;font-size:.875rem}
.rows>div{display:flex;gap:.75rem;padding:.25rem 0;border-bottom:1px solid var(--line)}
.rows dt{flex:none;width:3.5rem;color:var(--muted)}
.rows dd{margin:0}
.rows>:target{background:var(--soft)}
.tasks{list-style:none;padding-left:0}
.tasks li{padding-left:1.75rem;position:relative}
.tasks li::before{content:"";position:absolute;left:0;top:.25em;width:.875em;height:.875em;
border:1.5px solid var(--muted);border-radius:2px}
.tasks .done::before{background:var(--done);border-color:var(--done)}
.tasks .urgent::before{border-color:var(--critical);border-width:3px}
.urgent b{color:var(--critical)}
footer{padding-top:1.5rem;padding-bottom:2.5rem}
@media screen and (max-width:40rem){
.wide{display:none}
.narrow{display:block}
header{padding-top:1.25rem}
h1{font-size:1.375rem}
.cards{grid-template-columns:1fr}
th,td{padding-right:.5rem}
}
"""

_PRINT = """
@page{size:A4;margin:16mm 15mm}
@media print{
html{font-size:10.5pt}
body{-webkit-print-color-adjust:exact;print-color-adjust:exact}
main,header,footer{max-width:none;padding-left:0;padding-right:0}
header{padding-top:0}
nav,.skip{display:none}
.cards>div{padding:.5rem .625rem}
.cards .big{font-size:1.15rem}
a{color:inherit;text-decoration:none}
h2,h3,summary,caption,thead{break-after:avoid}
figure,tr,li,.cards,.rows>div,summary{break-inside:avoid}
summary{list-style:none;font-weight:bold}
details::details-content{content-visibility:visible;display:block}
.scroll{overflow:visible}
}
"""


def page_style(language: Language, accent: Colour | None = None) -> str:
    """Return the style sheet; `accent` is the colour of a brand."""
    light, dark = palette(accent), palette(accent, dark=True)
    shapes = "".join(
        f".f-{name}{{fill:var(--{name})}}.s-{name}{{stroke:var(--{name})}}" for name in light
    )
    return "".join(
        (
            _variables(light),
            "@media screen{:root{color-scheme:light dark}}",
            f"@media screen and (prefers-color-scheme:dark){{{_variables(dark)}}}",
            f"body{{font-family:{fonts(language)}}}",
            shapes,
            _SCREEN,
            _PRINT,
        )
    )


def _variables(colours: Mapping[str, str]) -> str:
    return f":root{{{''.join(f'--{name}:{colour};' for name, colour in colours.items())}}}"
