"""The few styles of our own; colours are translucent, so that they serve light and dark alike."""

STYLE = """<style>
.otr { line-height: 1.55; overflow-wrap: anywhere; }
.otr p { margin: 0 0 .7rem 0; }
.otr-who { font-size: .85rem; opacity: .75; margin: 0 0 .15rem 0; }
.otr-mark { font-size: .75rem; font-weight: 600; vertical-align: super; opacity: .85; white-space: nowrap; }
.otr-instead { margin: 0 0 .7rem 0; padding: .1rem 0 .1rem .8rem; border-left: 3px solid rgba(128,128,128,.4); }
.otr-tag { font-size: .7rem; margin-left: .3em; padding: .05em .4em; border-radius: 4px; white-space: nowrap;
  background: rgba(128,128,128,.2); }
.otr-card h4 { font-size: .95rem; margin: 0 0 .2rem 0; padding: 0; font-weight: 600; line-height: 1.35; }
.otr-card .facts { font-size: .85rem; opacity: .75; margin: 0 0 .5rem 0; }
.otr-card blockquote { margin: 0; padding: .1rem 0 .1rem .8rem; border-left: 3px solid rgba(128,128,128,.4);
  font-size: .92rem; opacity: 1; }
.otr mark { background: rgba(255,190,40,.38); color: inherit; padding: .05em .1em; border-radius: 3px; }
.otr-facts { display: grid; grid-template-columns: minmax(6.5rem, max-content) 1fr; gap: .2rem 1rem; font-size: .9rem;
  margin: 0; padding: 0 !important; }
.otr-quoted { margin: .2rem 0; font-size: .9rem; } .otr-quoted dd { margin: 0 0 .4rem; opacity: .8; }
.otr-facts dt { opacity: .7; } .otr-facts dd { margin: 0; }
.otr-where { font-size: .8rem; opacity: .6; margin-left: .35rem; }
.otr-doubt { font-size: .8rem; font-weight: 600; margin-left: .35rem; padding: .05em .4em; border-radius: 4px;
  background: rgba(255,160,40,.22); }
.otr-none { opacity: .6; font-style: italic; }
.otr-outcomes { list-style: none; margin: 0; padding: 0 !important; font-size: .92rem; }
.otr-outcomes li { padding: .1rem 0 .1rem .6rem; margin: 0 0 .3rem 0 !important;
  border-left: 3px solid rgba(128,128,128,.35); }
.otr-outcomes li.otr-failed { border-left-color: rgba(214,69,65,.85); }
.otr-text { font-size: .95rem; max-width: 44rem; }
.otr-text h4 { font-size: 1rem; margin: 1rem 0 .4rem 0; padding: 0; }
.otr-page { font-size: .8rem; opacity: .65; border-top: 1px solid rgba(128,128,128,.3); margin-top: .9rem !important; }
.st-key-statements .stButton button { justify-content: flex-start; text-align: left; padding: .45rem .5rem;
  border-bottom: 1px solid rgba(128,128,128,.22); border-radius: 0; }
.st-key-statements .stButton button > div { justify-content: flex-start; text-align: left; width: 100%; }
.st-key-statements .stButton p { text-align: left; }
.otr-note { font-size: .85rem; opacity: .75; }
.otr-checked { white-space: pre-wrap; max-width: 44rem; }
.otr .otr-claim { color: inherit; text-decoration: underline transparent; text-decoration-thickness: 2px;
  text-underline-offset: .22em; border-radius: 3px; padding: .05em .1em; }
.otr a.otr-claim { cursor: pointer; } .otr a.otr-claim:hover { background: rgba(128,128,128,.22); }
.otr a.otr-claim:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
.otr .otr-supported { text-decoration: underline solid rgb(34,139,84); background: rgba(46,160,97,.13); }
.otr .otr-partly_supported { text-decoration: underline dashed rgb(200,130,0); background: rgba(235,165,30,.15); }
.otr .otr-contradicted { text-decoration: underline double rgb(214,69,65); background: rgba(214,69,65,.13); }
.otr .otr-not_addressed, .otr .otr-not_in_record { text-decoration: underline dotted rgb(128,128,128); }
.otr .otr-not_checkable { opacity: .75; }
.otr-sign { font-size: .7rem; font-weight: 600; margin-left: .2em; white-space: nowrap; display: inline-block;
  text-decoration: none; }
.otr-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
.otr-legend { list-style: none; margin: 0 0 .6rem 0; padding: 0 !important; }
.otr-legend li { margin: 0 0 .3rem 0 !important; }
.otr-said { margin: 0 0 .4rem 0; padding: .1rem 0 .1rem .8rem; border-left: 3px solid rgba(128,128,128,.4); }
.otr-side { font-weight: 600; margin: 0; }
.otr-card mark ins, .otr-differ ins, .otr-differ del { text-decoration: underline wavy 1.5px;
  text-underline-offset: .2em;  font-weight: 700; background: none; color: inherit; }
[class*="st-key-claim-"] summary { scroll-margin-top: 4.5rem; }
.otr-more { font-size: .9rem; margin: 0 0 .4rem 0; } .otr-more summary { cursor: pointer; }
.otr-more summary:focus-visible { outline: 2px solid currentColor; }
.otr-direction { font-size: .78rem; font-weight: 600; padding: .1em .45em; border-radius: 4px; margin-right: .3em;
  white-space: nowrap; background: rgba(128,134,145,.22); }
.otr-direction.otr-positive { background: rgba(46,150,105,.28); }
.otr-direction.otr-negative { background: rgba(214,69,65,.28); }
.otr-direction.otr-mixed { background: rgba(222,155,30,.30); }
.otr-points { margin: 0 0 .5rem 0; padding: 0 0 0 1.1rem !important; }
.otr-points li { margin: 0 0 .45rem 0 !important; }
.otr-signs { list-style: none; display: flex; flex-wrap: wrap; gap: .2rem 1rem; margin: .2rem 0 .5rem 0;
  padding: 0 !important; } .otr-signs li { margin: 0 !important; }
.otr-box { overflow: auto; max-height: 40rem; border: 1px solid rgba(128,128,128,.3); border-radius: .5rem;
  overflow-wrap: normal; }
.otr-table { border-collapse: collapse; font-size: .88rem; width: 100%; }
.otr-table th { text-align: left; font-weight: 600; } .otr-table th, .otr-table td { vertical-align: top;
  padding: .35rem .6rem; border-bottom: 1px solid rgba(128,128,128,.25); min-width: 5rem; }
.otr-table td:nth-child(2) { min-width: 16rem; } .otr-table p { margin: .2rem 0 0 0; }
.block-container { padding-top: 3.2rem; }
h1 { font-size: 1.9rem !important; }
h2 { font-size: 1.4rem !important; }
h3 { font-size: 1.2rem !important; }
@media (max-width: 500px) { .otr-facts { grid-template-columns: 1fr; gap: 0; }
  .otr-facts dd { margin-bottom: .45rem !important; } }
</style>"""


TO_THE_TOP = """<script>
document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
</script>"""
"""Run when another page is shown: Streamlit leaves the new one scrolled as far down as the old one was."""
