"""The style sheet of a report that stands alone in one file: the names of govuk-frontend, in a neutral dress."""

STYLE = """\
:root { color-scheme: light; }
* { box-sizing: border-box; }
body {
  margin: 0;
  color: #16191d;
  background: #fff;
  font: 1.1875rem/1.5 "Liberation Sans", Arial, Helvetica, sans-serif;
}
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1, h2, h3, h4 { line-height: 1.2; margin: 2.2em 0 .6em; scroll-margin-top: 1rem; overflow-wrap: anywhere; }
h1 { font-size: 2.25rem; margin-top: .5em; }
h2 { font-size: 1.75rem; border-top: 2px solid #1f4e5f; padding-top: .6em; }
h3 { font-size: 1.375rem; }
h4 { font-size: 1.1875rem; }
p, ul, dl, figure { margin: 0 0 1.1em; }
p, li { max-width: 42rem; }
a { color: #1f4e5f; }
a:focus, [tabindex]:focus, summary:focus {
  outline: 3px solid #16191d;
  outline-offset: 2px;
  background: #ffe999;
}
.fm-skip { position: absolute; left: -999em; }
.fm-skip:focus { position: static; display: block; padding: .5rem 1rem; }
.govuk-visually-hidden {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
.govuk-body-l { font-size: 1.375rem; color: #4a5057; margin-top: -.8em; }
.govuk-body-s, .fm-notes { font-size: 1rem; color: #4a5057; }
.fm-made { overflow-wrap: anywhere; }
.govuk-summary-list__row { display: flex; gap: 1rem; padding: .4em 0; border-bottom: 1px solid #c9d2d6; }
.govuk-summary-list__key { flex: 0 0 8rem; font-weight: 700; }
.govuk-summary-list__value { margin: 0; }
.fm-contents { background: #eef3f5; padding: .1rem 1.25rem .5rem; }
.fm-contents h2 { border: 0; margin-top: .8em; font-size: 1.375rem; padding: 0; }
.fm-contents ul, .fm-notes { list-style: none; padding: 0; }
.govuk-inset-text { border-left: .6rem solid #1f4e5f; padding: .1rem 0 .1rem 1rem; margin: 1.5em 0; }
.govuk-inset-text p:last-child, .govuk-warning-text p:last-child { margin-bottom: 0; }
.govuk-warning-text { display: flex; gap: 1rem; margin: 1.5em 0; font-weight: 700; }
.govuk-warning-text__icon {
  flex: 0 0 2.1rem;
  height: 2.1rem;
  border-radius: 50%;
  background: #16191d;
  color: #fff;
  text-align: center;
  line-height: 2.1rem;
}
.fm-quote { border-left: .25rem solid #9fb1b8; padding-left: 1rem; }
.fm-quote blockquote { margin: 0; }
.fm-quote p { margin-bottom: .3em; }
.fm-quote figcaption { color: #4a5057; font-size: 1rem; }
.fm-chart figcaption { font-weight: 700; max-width: 42rem; margin-bottom: .5em; }
.fm-chart svg { display: block; width: 100%; max-width: 32rem; height: auto; }
.fm-table { overflow-x: auto; margin-bottom: .6em; }
.fm-caption { display: inline-block; max-width: min(42rem, calc(100vw - 2rem)); }
* + .fm-table { margin-top: 1.8em; }
table { border-collapse: collapse; width: 100%; font-size: 1rem; }
caption { text-align: left; font-weight: 700; font-size: 1.1875rem; padding-bottom: .5em; }
th, td {
  padding: .45em .9em .45em 0;
  text-align: left;
  vertical-align: top;
  border-bottom: 1px solid #c9d2d6;
}
thead th { vertical-align: bottom; border-bottom: 2px solid #16191d; }
tbody th, tfoot th { font-weight: 400; min-width: 8rem; }
tfoot th, tfoot td { color: #4a5057; }
.govuk-table__header--numeric, .govuk-table__cell--numeric {
  text-align: right;
  font-variant-numeric: tabular-nums;
}
thead th.govuk-table__header--numeric { min-width: 4.5rem; }
@media (max-width: 40rem) {
  body { font-size: 1rem; }
  h1 { font-size: 1.75rem; }
  h2 { font-size: 1.375rem; }
  h3 { font-size: 1.1875rem; }
  .govuk-summary-list__key { flex-basis: 6rem; }
}
@media print {
  .fm-skip { display: none; }
  .fm-table { overflow: visible; }
  figure, table { break-inside: avoid; }
  h2, h3, h4 { break-after: avoid; }
}
"""
