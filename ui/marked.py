"""The text that was checked, with each claim marked by how it stands: by colour, line, sign and word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from retrieval.claims.review.records import Review
from retrieval.claims.review.wording import standing, standings
from ui.text import escaped


def marked_html(review: Review, linked: Collection[int]) -> str:
    """The whole text; claims whose number (from 1) is in ``linked`` can be opened from it, by mouse or keyboard."""
    parts, done = [], 0
    for number, claim in enumerate(review.claims, 1):
        stands = standing(claim)
        words = escaped(review.text[claim.start : claim.end])
        sign = (
            f'<sup class="otr-sign" aria-hidden="true">{stands.sign}&#8239;{number}</sup>'
            f'<span class="otr-hidden"> (claim {number}: {escaped(stands.word)})</span>'
        )
        mark = f'class="otr-claim otr-{stands.name}" data-claim="{number}" title="{escaped(stands.word)}"'
        parts.append(escaped(review.text[done : claim.start]))
        parts.append(
            f'<a {mark} href="#claim-{number}">{words}{sign}</a>'
            if number in linked
            else f"<span {mark}>{words}{sign}</span>"
        )
        done = claim.end
    return f'<div class="otr otr-checked">{"".join(parts)}{escaped(review.text[done:])}</div>'


def counts_html(review: Review) -> str:
    """How many claims stand how, with what that means; it is the legend of the marks as well."""
    counted = Counter(standing(claim).name for claim in review.claims)
    rows = [
        f'<li><span class="otr-claim otr-{name}"><span aria-hidden="true">{kind.sign}</span> '
        f"<strong>{counted[name]} {escaped(kind.word.lower())}</strong></span> "
        f'<span class="otr-note">{escaped(kind.means)}</span></li>'
        for name, kind in standings().items()
        if counted[name]
    ]
    return f'<ul class="otr otr-legend">{"".join(rows)}</ul>'


OPEN_CLAIMS = """<script>
if (!window.otrClaims) {
  window.otrClaims = true;
  document.addEventListener('click', (event) => {
    const link = event.target.closest && event.target.closest('a.otr-claim');
    if (!link) return;
    event.preventDefault();
    const box = document.querySelector('[class*="st-key-claim-' + link.dataset.claim + '-"] summary');
    if (!box) return;
    if (!box.parentElement.open) box.click();
    box.focus({preventScroll: true});
    box.scrollIntoView({behavior: 'smooth', block: 'start'});
  });
}
</script>"""
"""Opens the claim that is pressed in the text, below it."""
