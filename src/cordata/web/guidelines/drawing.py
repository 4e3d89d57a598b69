"""One number with its interval as a drawing for files: a dot on a band, and zero."""

WIDTH, HEIGHT, EDGE = 600, 60, 30
INK, BAND, LINE = "#0B5567", "#7DB8C4", "#877B6A"


def dot_and_band(value: float, low: float, high: float) -> str:
    """As SVG. The scale runs from the smaller of zero and ``low`` to the larger of both ends."""
    least, most = min(0.0, low), max(0.0, high)
    reach = (most - least) or 1.0

    def at(number: float) -> float:
        return round(EDGE + (number - least) / reach * (WIDTH - 2 * EDGE), 1)

    middle = HEIGHT / 2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<line x1="{EDGE}" x2="{WIDTH - EDGE}" y1="{middle}" y2="{middle}" stroke="{LINE}"/>'
        f'<line x1="{at(0)}" x2="{at(0)}" y1="6" y2="{HEIGHT - 6}" stroke="{LINE}" '
        'stroke-width="2"/>'
        f'<rect x="{at(low)}" width="{round(at(high) - at(low), 1)}" y="{middle - 5}" height="10" '
        f'fill="{BAND}"/><circle cx="{at(value)}" cy="{middle}" r="9" fill="{INK}"/></svg>'
    )
