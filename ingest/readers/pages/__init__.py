"""From what is on pages to blocks in reading order, whether a PDF said it or it was recognised from a picture.

``sheet`` is what is on a page, ``rows`` makes lines of its letters, ``ruled`` finds tables with lines around their
cells, ``furniture`` takes running headers and page numbers away, ``layout`` puts the lines in reading order,
``headers`` writes tables out, ``footnotes`` sets the small print apart, ``paragraphs`` makes blocks; ``assembly``
calls them in turn. ``printed`` is text that knows where it is printed, through all of this.
"""
