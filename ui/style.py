"""The few styles of our own; colours are translucent, so that they serve light and dark alike."""

STYLE = """<style>
.otr { line-height: 1.55; overflow-wrap: anywhere; }
.otr p { margin: 0 0 .7rem 0; }
.otr-who { font-size: .85rem; opacity: .75; margin: 0 0 .15rem 0; }
.otr-mark { font-size: .75rem; font-weight: 600; vertical-align: super; opacity: .85; white-space: nowrap; }
.otr-card h4 { font-size: .95rem; margin: 0 0 .2rem 0; padding: 0; font-weight: 600; line-height: 1.35; }
.otr-card .facts { font-size: .85rem; opacity: .75; margin: 0 0 .5rem 0; }
.otr-card blockquote { margin: 0; padding: .1rem 0 .1rem .8rem; border-left: 3px solid rgba(128,128,128,.4);
  font-size: .92rem; opacity: 1; }
.otr mark { background: rgba(255,190,40,.38); color: inherit; padding: .05em .1em; border-radius: 3px; }
.otr-facts { display: grid; grid-template-columns: minmax(6.5rem, max-content) 1fr; gap: .2rem 1rem; font-size: .9rem;
  margin: 0; }
.otr-facts dt { opacity: .7; } .otr-facts dd { margin: 0; }
.otr-note { font-size: .85rem; opacity: .75; }
.block-container { padding-top: 3.2rem; }
h1 { font-size: 1.9rem !important; }
</style>"""
