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
header.page { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem 1rem; padding-top: 1.25rem; }
header.page h1 { margin: 0; font-size: .875rem; font-weight: 600; color: var(--muted); }
header.page p { margin: 0 0 0 auto; font-size: .875rem; color: var(--muted); }
footer.page { max-width: 62rem; margin: 0 auto; padding: 0 1.5rem; }
header.page { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem 1rem; padding-top: 1.25rem; }
header.page h1 { margin: 0; font-size: .875rem; font-weight: 600; color: var(--muted); }
header.page p { margin: 0 0 0 auto; font-size: .875rem; color: var(--muted); }
body:not(:has(section.file ~ section.file)) .to-summary { display: none; }
footer.page { padding-bottom: 3rem; font-size: .875rem; color: var(--muted); }
h2, h3, h4 { line-height: 1.3; text-wrap: balance; overflow-wrap: anywhere; }
h2 { margin: .125rem 0 .75rem; font-size: 1.375rem; font-weight: 650; letter-spacing: -.01em; }
h3 { margin: 2.5rem 0 .75rem; font-size: 1.125rem; font-weight: 650; }
h3.quiet { margin: 1.5rem 0 .375rem; font-size: .9375rem; color: var(--muted); }
h4 { margin: 0; font-size: 1rem; font-weight: 650; }
h4.covers { margin: 1.25rem 0 .375rem; color: var(--muted); font-size: .875rem; }
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

.answer { border-radius: 10px; border: 1px solid; color: var(--text); overflow: hidden; }
.verdict { display: flex; gap: .75rem; padding: .875rem 1.125rem; }
.verdict .icon { width: 26px; height: 26px; margin-top: .1rem; }
.verdict p { margin: 0; font-size: 1.125rem; line-height: 1.4; }
.verdict .level { display: block; font-size: .8125rem; letter-spacing: .02em; line-height: 1.3; margin-bottom: .1rem; }
:is(.answer, .verdict).is-error { background: var(--error-back); border-color: var(--error); }
:is(.answer, .verdict).is-warning { background: var(--warning-back); border-color: var(--warning); }
:is(.answer, .verdict).is-info { background: var(--info-back); border-color: var(--info); }
:is(.answer, .verdict).is-good { background: var(--good-back); border-color: var(--good); }
:is(.answer, .verdict).is-none { background: var(--none-back); border-color: var(--line); }
.verdict:not(.answer *) { border: 1px solid; border-radius: 10px; }
.next { padding: .75rem 1.125rem .875rem; background: var(--card); border-top: 1px solid var(--line); }
.next p { margin: 0; }
.next strong { display: block; font-size: .8125rem; line-height: 1.3; color: var(--muted); }
.next .more { margin-top: .375rem; font-size: .875rem; }
.glance { margin: .625rem 0 0; font-size: .875rem; color: var(--muted); }
.glance span:not(:last-child, .date)::after { content: " · "; }
.date { white-space: nowrap; }

.command { position: relative; margin: .375rem 0 .5rem; }
.command pre { margin: 0; }
.copy {
display: none; position: absolute; top: .25rem; right: .25rem; padding: .2rem .6rem; border: 1px solid var(--line);
border-radius: 6px; background: var(--card); color: var(--link); font: .8125rem/1.4 var(--sans); cursor: pointer;
}
.scripted .copy { display: block; }
.scripted .command pre { padding-right: 5.5rem; }
.copy:hover { border-color: currentColor; }
.copy:focus-visible, .filters input:focus-visible + span { outline: 2px solid var(--link); outline-offset: 2px; }

.filters { border: 0; margin: 1rem 0 .75rem; padding: 0; display: flex; flex-wrap: wrap; gap: .5rem; }
.filters legend { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.filters label { position: relative; cursor: pointer; }
.filters input { position: absolute; opacity: 0; inset: 0; margin: 0; cursor: pointer; }
.filters span {
display: block; padding: .25rem .75rem; border: 1px solid var(--line); border-radius: 99px; background: var(--card);
font-size: .875rem;
}
.filters b { font-weight: 650; font-variant-numeric: tabular-nums; }
.filters :checked + span { background: var(--text); border-color: var(--text); color: var(--page); }
body:has(#show-error:checked) :is(.index > li, section.file):not(.is-error),
body:has(#show-warning:checked) :is(.index > li, section.file):not(.is-warning),
body:has(#show-info:checked) :is(.index > li, section.file):not(.is-info),
body:has(#show-good:checked) :is(.index > li, section.file):not(.is-good),
body:has(#show-none:checked) :is(.index > li, section.file):not(.is-none) { display: none; }
ol.index {
list-style: none; margin: 0 0 3rem; padding: 0; background: var(--card); border: 1px solid var(--line); border-radius: 10px;
}
.index li { display: flex; gap: .75rem; padding: .625rem 1rem; border-bottom: 1px solid var(--line); }
.index li:last-child { border-bottom: 0; }
.index .icon { margin-top: .1rem; }
.index p { margin: 0; font-size: .9375rem; line-height: 1.45; }
.index a { font-weight: 650; }
.index .level { font-size: .8125rem; }
.index .step { color: var(--muted); font-size: .875rem; }
.index .step strong { font-weight: 650; }
details.body { margin-top: 1rem; }
.to-summary { font-size: .875rem; }

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
.finding .aside { margin: .1rem 0 0; color: var(--muted); font-size: .9375rem; }
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
.notes { color: var(--muted); font-size: .875rem; }
.note { border: 1px solid var(--line); border-radius: 8px; padding: .3rem .875rem; margin: 0 0 .375rem; }
.note > summary { color: var(--muted); font-size: .875rem; }
details.more > summary { font-size: .8125rem; }
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

.scan dl.facts { margin: 1rem 0; font-size: .875rem; }
.scan:target, .finding:target, tr:target { outline: 2px solid var(--link); outline-offset: 2px; }
details > summary { cursor: pointer; padding: .35rem 0; color: var(--link); font-size: .9375rem; }
details.card > summary { color: var(--text); padding: 0; }
details.scan { padding: .75rem 1.375rem; margin-bottom: .5rem; }
details.scan > summary { display: flex; gap: .625rem; align-items: flex-start; font-size: .9375rem; }
details.scan > summary::after {
content: ""; flex: none; width: .5rem; height: .5rem; margin: .4rem .25rem 0 auto; border: solid var(--muted);
border-width: 0 2px 2px 0; transform: rotate(45deg);
}
details.scan[open] > summary::after { transform: rotate(225deg); margin-top: .65rem; }
details.scan .title > * { display: block; }
details.others > summary { font-weight: 600; padding: .5rem 0; }

figure.timeline {
margin: 1.25rem 0 .5rem; padding: .875rem 1.25rem .75rem; background: var(--sunken);
border: 1px solid var(--line); border-radius: 8px;
}
figure.timeline figcaption { font-size: .8125rem; color: var(--muted); margin-top: .5rem; }
figure.timeline figcaption p { margin: .25rem 0 0; }
.tl { display: block; overflow: visible; font-family: var(--sans); font-size: 11.5px; }
.tl.inline { display: inline-block; vertical-align: -.3em; }
.tl svg { overflow: visible; }
.tl text { fill: var(--muted); }
.tl .lane { fill: var(--text); font-weight: 600; paint-order: stroke; stroke: var(--sunken); stroke-width: 5px; stroke-linejoin: round; }
.tl .empty { font-weight: 400; fill: var(--muted); }
.tl .grid { stroke: var(--line); stroke-width: 1; }
.tl .track { stroke: var(--line); stroke-width: 1; }
.tl .bar { fill: var(--info); fill-opacity: .22; stroke: var(--info); stroke-width: 1; }
.tl .bar.open { stroke-dasharray: 3 2; }
.tl text.try { fill: var(--text); paint-order: stroke; stroke: var(--sunken); stroke-width: 4px; stroke-linejoin: round; }
.tl rect.try { fill: currentColor; fill-opacity: .3; stroke: currentColor; stroke-width: 1.2; }
.tl rect.try.open { stroke-dasharray: 3 2; fill-opacity: .15; }
.tl rect.wrong { color: var(--error); }
.tl rect.worked { color: var(--good); }
.tl rect.said { color: var(--muted); }
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
.timeline .legend { list-style: none; display: flex; flex-wrap: wrap; gap: .125rem 1rem; margin: 0; padding: 0; color: var(--text); }
.timeline .legend b { display: inline-block; width: 20px; text-align: center; }
.events { font-size: .8125rem; }
.events td { padding-top: .2rem; padding-bottom: .2rem; overflow-wrap: anywhere; }

@media (max-width: 40rem) {
body { font-size: 15px; }
header.page, main, footer.page { padding-left: 1rem; padding-right: 1rem; }
header.page { padding-top: .75rem; }
header.page p { margin-left: 0; }
h2 { font-size: 1.125rem; margin-bottom: .5rem; }
.verdict p { font-size: 1rem; }
.verdict, .next { padding-left: .875rem; padding-right: .875rem; }
details.scan { padding: .75rem 1rem; }
.tl .wide { display: none; }
.copy { position: static; margin-top: .25rem; }
.scripted .command pre { padding-right: .875rem; }
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
.card, .answer, tr, ul.evidence li, pre, figure { break-inside: avoid; }
details.others, details.card { break-inside: auto; }
h2, h3, h4, .label { break-after: avoid; }
section.file ~ section.file { break-before: page; border: 0; padding-top: 0; }
details::details-content { content-visibility: visible; display: block; height: auto; }
details > summary { list-style: none; color: inherit; }
details.scan > summary::after { content: none; }
.to-summary, .filters, .scripted .copy, .more a { display: none; }
.scripted .command pre { padding-right: .875rem; }
a { color: inherit; text-decoration: none; }
* { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
`;
