/** The style sheet of the page: light and dark, narrow and wide, screen and paper. */

export const STYLES = `
:root {
color-scheme: light dark;
--page: #f5f6f8; --card: #ffffff; --sunken: #f3f5f8; --line: #dde2e9; --text: #1b222d; --muted: #566071;
--link: #14569b;
--error: #b3231a; --error-back: #fdf0ee; --warning: #8a5200; --warning-back: #fff5e2;
--info: #1d5a96; --info-back: #edf4fc; --good: #1c6a3a; --good-back: #edf7f0; --none: #566071; --none-back: #f0f2f5;
--mono: ui-monospace, "Cascadia Mono", "SFMono-Regular", Menlo, Consolas, "Liberation Mono", monospace;
--sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif;
}
@media screen and (prefers-color-scheme: dark) {
:root {
--page: #12151a; --card: #1a1f26; --sunken: #141920; --line: #303845; --text: #e3e8ef; --muted: #9ba6b6;
--link: #8abdf5;
--error: #ff8f85; --error-back: #33191a; --warning: #f2b75c; --warning-back: #2f2412;
--info: #86bbf2; --info-back: #16273a; --good: #7ccf98; --good-back: #14291c; --none: #9ba6b6; --none-back: #20262e;
}
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.55 var(--sans); }
header.page, main, footer.page { max-width: 62rem; margin: 0 auto; padding: 0 1.5rem; }
header.page { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem 1rem; padding-top: 2rem; }
header.page h1 { margin: 0; font-size: 1rem; font-weight: 600; color: var(--muted); }
header.page p { margin: 0 0 0 auto; font-size: .875rem; color: var(--muted); }
body:not(:has(section.file ~ section.file)) .to-summary { display: none; }
footer.page { padding-bottom: 3rem; font-size: .875rem; color: var(--muted); }
h2, h3, h4 { line-height: 1.3; text-wrap: balance; overflow-wrap: anywhere; }
h2 { margin: .5rem 0 1rem; font-size: 1.5rem; font-weight: 650; letter-spacing: -.01em; }
h3 { margin: 2.5rem 0 .75rem; font-size: 1.125rem; font-weight: 650; }
h4 { margin: 0; font-size: 1rem; font-weight: 650; }
p { margin: .5rem 0; }
p, li, dd, summary { overflow-wrap: anywhere; }
a { color: var(--link); text-underline-offset: .15em; }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 4px; }
code { font: .875em/1.5 var(--mono); }
.muted { color: var(--muted); }
section.file { margin-bottom: 4rem; }
section.file ~ section.file { padding-top: 2.5rem; border-top: 1px solid var(--line); }
.icon {
flex: none; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round;
vertical-align: -.28em;
}
.icon circle, .icon .area { fill: currentColor; fill-opacity: .14; stroke-width: 1.3; }
.level { font-weight: 650; }
.error { color: var(--error); }
.warning { color: var(--warning); }
.info { color: var(--info); }
.good { color: var(--good); }
.none { color: var(--none); }

.verdict { display: flex; gap: .875rem; padding: 1rem 1.25rem; border-radius: 10px; border: 1px solid; color: var(--text); }
.verdict .icon { width: 28px; height: 28px; margin-top: .1rem; }
.verdict p { margin: 0; font-size: 1.125rem; line-height: 1.45; }
.verdict .level { display: block; font-size: .8125rem; letter-spacing: .02em; line-height: 1.3; margin-bottom: .1rem; }
.verdict.is-error { background: var(--error-back); border-color: var(--error); }
.verdict.is-warning { background: var(--warning-back); border-color: var(--warning); }
.verdict.is-info { background: var(--info-back); border-color: var(--info); }
.verdict.is-good { background: var(--good-back); border-color: var(--good); }
.verdict.is-none { background: var(--none-back); border-color: var(--line); }

dl.facts {
display: grid; grid-template-columns: minmax(7.5rem, max-content) 1fr; gap: .3rem 1.25rem; margin: 1.25rem 0;
font-size: .9375rem;
}
dl.facts dt { color: var(--muted); max-width: 18rem; overflow-wrap: anywhere; }
dl.facts dd { margin: 0; }
dl.facts ol, dl.facts ul { margin: 0; padding-left: 1.25rem; }
dl.facts ul.bare { padding: 0; list-style: none; }

.card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1.25rem 1.375rem; margin: 0 0 1rem; }
.finding { border-left: 4px solid var(--none); }
.finding.is-error { border-left-color: var(--error); }
.finding.is-warning { border-left-color: var(--warning); }
.finding.is-info { border-left-color: var(--info); }
.finding .severity { margin: 0 0 .25rem; font-size: .8125rem; display: flex; align-items: center; gap: .4rem; }
.finding .severity .icon { width: 16px; height: 16px; }
.finding h4 { font-size: 1.0625rem; }
.label { margin: 1.125rem 0 .375rem; font-size: .8125rem; font-weight: 650; color: var(--muted); }
.label.changes {
display: inline-block; color: var(--warning); background: var(--warning-back); border: 1px solid;
border-radius: 99px; padding: 0 .625rem;
}
ul.evidence {
margin: 0; padding: .5rem 0; list-style: none; background: var(--sunken); border: 1px solid var(--line);
border-radius: 8px; font-size: .8125rem;
}
ul.evidence li { display: grid; grid-template-columns: 5.5rem 1fr; gap: .75rem; padding: .15rem .875rem .15rem 0; }
ul.evidence .line { color: var(--muted); text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
ul.evidence code { font-size: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
ol.steps, ul.plain { margin: 0; padding-left: 1.5rem; }
ol.steps li, ul.plain li { margin: .3rem 0; padding-left: .25rem; }
ol.steps li::marker { color: var(--muted); font-variant-numeric: tabular-nums; }
pre code { font-size: inherit; }
pre {
margin: .4rem 0 .6rem; padding: .6rem .875rem; background: var(--sunken); border: 1px solid var(--line);
border-radius: 8px; white-space: pre-wrap; overflow-wrap: anywhere; font: .84375rem/1.5 var(--mono);
}
.references { font-size: .875rem; }
.in-scans { margin: .75rem 0 0; font-size: .875rem; color: var(--muted); }

table { width: 100%; border-collapse: collapse; font-size: .875rem; line-height: 1.45; }
td { overflow-wrap: break-word; }
caption { text-align: left; color: var(--muted); font-size: .875rem; padding: 0 0 .5rem; }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; color: var(--muted); font-size: .8125rem; white-space: nowrap; }
th:last-child, td:last-child { padding-right: 0; }
tr:last-child td { border-bottom: 0; }
td.when, td.number { white-space: nowrap; font-variant-numeric: tabular-nums; }
.table {
background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: .625rem 1.25rem .375rem;
margin: 0 0 1rem; overflow-x: auto;
}
.card .table { border: 0; padding: 0; background: none; }

.scan header { display: flex; gap: .625rem; align-items: flex-start; }
.scan header .icon { margin-top: .1rem; }
.scan header p { margin: .1rem 0 0; }
.scan dl.facts { margin: 1rem 0; font-size: .875rem; }
.scan:target, .finding:target, tr:target { outline: 2px solid var(--link); outline-offset: 2px; }
details > summary { cursor: pointer; padding: .35rem 0; color: var(--link); font-size: .9375rem; }
details.card > summary { color: var(--text); padding: 0; }
details.scan { padding: .625rem 1.375rem; margin-bottom: .5rem; }
details.scan > summary { list-style-position: outside; margin-left: .9rem; font-size: .875rem; }
details.others > summary { font-weight: 600; padding: .5rem 0; }

figure.timeline {
margin: 1.25rem 0 .5rem; padding: .875rem 1.25rem .75rem; background: var(--sunken);
border: 1px solid var(--line); border-radius: 8px;
}
figure.timeline figcaption { font-size: .8125rem; color: var(--muted); margin-top: .375rem; }
.tl { display: block; overflow: visible; font-family: var(--sans); font-size: 11.5px; }
.tl svg { overflow: visible; }
.tl text { fill: var(--muted); }
.tl .lane { fill: var(--text); font-weight: 600; paint-order: stroke; stroke: var(--sunken); stroke-width: 5px; stroke-linejoin: round; }
.tl .empty { font-weight: 400; fill: var(--muted); }
.tl .grid { stroke: var(--line); stroke-width: 1; }
.tl .track { stroke: var(--line); stroke-width: 1; }
.tl .bar { fill: var(--info); fill-opacity: .22; stroke: var(--info); stroke-width: 1; }
.tl .bar.open { stroke-dasharray: 3 2; }
.tl .fold { fill: var(--sunken); }
.tl .zigzag { fill: none; stroke: var(--muted); stroke-width: 1.2; }
.tl .mark path { fill: none; stroke: currentColor; stroke-width: 2.2; stroke-linecap: round; stroke-linejoin: round; }
.tl .mark circle { fill: currentColor; stroke: var(--sunken); stroke-width: 1.5; }
.tl .mark .filled { fill: currentColor; stroke-width: 1; }
.tl .mark .ring { fill: var(--sunken); stroke: currentColor; stroke-width: 2; }
.tl .mark .blank { fill: var(--sunken); stroke: none; }
.tl .mark .halo { stroke: var(--sunken); stroke-width: 5.5; }
.tl .mark .hit { fill: transparent; stroke: none; }
.tl .mark text { fill: currentColor; font-weight: 650; font-size: 11px; text-anchor: middle; }
.tl .mark.said { color: var(--muted); }
.tl .mark.worked { color: var(--good); }
.tl .mark.warned { color: var(--warning); }
.tl .mark.wrong { color: var(--error); }
.legend { font-size: .875rem; color: var(--muted); }
.events { font-size: .8125rem; }
.events td { padding-top: .2rem; padding-bottom: .2rem; overflow-wrap: anywhere; }

@media (max-width: 40rem) {
body { font-size: 15px; }
header.page, main, footer.page { padding-left: 1rem; padding-right: 1rem; }
header.page { padding-top: 1.25rem; }
header.page p { margin-left: 0; }
h2 { font-size: 1.25rem; }
.card { padding: 1rem; }
dl.facts { grid-template-columns: 1fr; gap: 0; }
dl.facts dt { font-size: .8125rem; max-width: none; }
dl.facts dd { margin-bottom: .5rem; }
.table { padding: .25rem 1rem; }
ul.evidence li { grid-template-columns: 1fr; gap: 0; padding: .25rem .75rem; }
ul.evidence .line { text-align: left; }
figure.timeline { padding-left: .875rem; padding-right: .875rem; }
table.stack thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
table.stack, table.stack caption, table.stack tbody, table.stack tr, table.stack td { display: block; }
table.stack tr { padding: .6rem 0; border-bottom: 1px solid var(--line); }
table.stack tr:last-child { border-bottom: 0; }
table.stack td { border: 0; padding: .1rem 0; white-space: normal; overflow-wrap: anywhere; }
table.stack td[data-name]::before { content: attr(data-name) ": "; color: var(--muted); }
}

@media print {
:root { --page: #fff; --sunken: #fff; color-scheme: light; }
body { background: #fff; font-size: 10.5pt; }
header.page, main, footer.page { max-width: none; padding: 0; }
.card, .verdict, tr, ul.evidence li, pre, figure { break-inside: avoid; }
details.others, details.card { break-inside: auto; }
h2, h3, h4, .label { break-after: avoid; }
section.file ~ section.file { break-before: page; border: 0; padding-top: 0; }
details::details-content { content-visibility: visible; display: block; height: auto; }
details > summary { list-style: none; color: inherit; }
.to-summary { display: none; }
a { color: inherit; text-decoration: none; }
* { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
`;
