"""A report as a value: tables, sentences that own their numbers, charts; written in every form a committee wants.

How to use it, in order:

- `inputs.ReportInput`: what a report is made from. Whoever holds the figures fills it in, protected already.
- `templates.committee_report(data)`, `resident_summary(data)`, `district_extract(data, district)`,
  `outcome_page(data)`: each gives a `document.Report`.
- `edits.rewrite`, `insert`, `hide`, `restore`: each gives new `Edits`; `edits.apply(report, edits)` puts them on a
  report that was made anew and says what no longer fits. `keeping.as_document` and `from_document` store them as JSON.
- `checking.check(report)`: every fault of a report.
- `speaking.Speaker(report).say(sentence)`: the words of a sentence, for a page on which an officer edits it.
- `forms.write(report, "pdf")`: the file with its name and media type, for each name in `forms.FORMS`; Invalid if the
  report has a fault. `forms.html.fragment(report)`: the HTML below the title, for a page of the site.
"""
