/** What the page of a fleet adds to the style sheet of reports. */

export const FLEET_STYLES = `
:root {
--series-0: #b8322a; --series-1: #d98a1f; --series-2: #7a55b0; --series-3: #1f74b8; --series-4: #2b9280;
--series-5: #99703c; --series-6: #9aa3b0;
}
@media screen and (prefers-color-scheme: dark) {
:root {
--series-0: #f0766c; --series-1: #eeb352; --series-2: #b394e6; --series-3: #6fb2ee; --series-4: #5cc4ae;
--series-5: #cfa671; --series-6: #6b7585;
}
}
header.page, main, footer.page { max-width: 76rem; }
header.page h1 { font-size: 1.125rem; color: var(--text); }
header.page { padding-top: 1.25rem; }
.verdict { margin-top: .75rem; }
.verdict h2 { margin: 0; font-size: 1.25rem; line-height: 1.35; }
#problems h3 { margin-top: 1.25rem; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(15.5rem, 1fr)); gap: 1rem; margin: 1.25rem 0; }
.tile { margin: 0; padding: 1rem 1.125rem; }
.tile h3 { margin: 0 0 .75rem; font-size: 1.0625rem; }
.tile > p { margin: .625rem 0 0; font-size: .8125rem; }
.share { display: block; width: 100%; height: 12px; border-radius: 6px; overflow: hidden; background: var(--none-back); }
.share rect + rect { stroke: var(--card); stroke-width: .6; }
ul.legend { list-style: none; margin: .625rem 0 0; padding: 0; font-size: .875rem; color: var(--text); }
ul.legend li { display: flex; align-items: baseline; gap: .5rem; padding: .08rem 0; }
ul.legend a { color: inherit; text-decoration: none; }
ul.legend a:hover { text-decoration: underline; }
ul.legend li .muted { margin-left: auto; font-variant-numeric: tabular-nums; }
.swatch { flex: none; width: .7rem; height: .7rem; border-radius: 3px; background: currentColor; }
rect.p-error { fill: var(--error); }
rect.p-warning { fill: var(--warning); }
rect.p-info { fill: var(--info); }
rect.p-good { fill: var(--good); }
rect.p-none { fill: var(--series-6); }
.swatch.p-error { color: var(--error); }
.swatch.p-warning { color: var(--warning); }
.swatch.p-info { color: var(--info); }
.swatch.p-good { color: var(--good); }
.swatch.p-none { color: var(--series-6); }
rect.p-pinned { fill: var(--good); }
rect.p-not-in-store { fill: var(--series-1); }
rect.p-policy-off { fill: var(--error); }
rect.p-store-empty { fill: var(--series-3); }
rect.p-not-applicable { fill: var(--series-5); }
rect.p-unknown { fill: var(--series-6); }
.swatch.p-pinned { color: var(--good); }
.swatch.p-not-in-store { color: var(--series-1); }
.swatch.p-policy-off { color: var(--error); }
.swatch.p-store-empty { color: var(--series-3); }
.swatch.p-not-applicable { color: var(--series-5); }
.swatch.p-unknown { color: var(--series-6); }
.s0 { fill: var(--series-0); color: var(--series-0); }
.s1 { fill: var(--series-1); color: var(--series-1); }
.s2 { fill: var(--series-2); color: var(--series-2); }
.s3 { fill: var(--series-3); color: var(--series-3); }
.s4 { fill: var(--series-4); color: var(--series-4); }
.s5 { fill: var(--series-5); color: var(--series-5); }
.s6 { fill: var(--series-6); color: var(--series-6); }
figure.plot { margin: 0 0 1rem; padding: 1rem 2.5rem 1rem 3.5rem; }
figure.plot { background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
figure.plot svg { display: block; width: 100%; height: 240px; overflow: visible; font: 12px var(--sans); }
figure.plot text { fill: var(--muted); font-variant-numeric: tabular-nums; }
figure.plot .grid { stroke: var(--line); stroke-width: 1; }
figure.plot .hit { fill: transparent; }
figure.plot g:hover .hit { fill: var(--line); fill-opacity: .5; }
figure.plot ul.legend, figure.plot figcaption { margin-left: -2.25rem; margin-right: -1.5rem; }
figure.plot ul.legend { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 24rem), 1fr)); gap: .25rem 1.25rem; }
figure.plot figcaption { margin-top: .5rem; font-size: .8125rem; color: var(--muted); }
.counted {
display: inline-grid; grid-template-columns: 3.75rem 5.5rem; gap: .625rem; align-items: center;
font-variant-numeric: tabular-nums;
}
.counted b { text-align: right; font-weight: 650; }
svg.count { width: 5.5rem; height: 7px; border-radius: 4px; overflow: hidden; }
svg.count .track { fill: var(--none-back); }
.line { display: block; }
.problems > details.card { padding: 0; margin-bottom: .5rem; }
.problems > details > summary {
display: grid; grid-template-columns: 1fr auto auto; gap: .25rem 1rem; align-items: start; padding: .75rem 1rem;
list-style: none; color: var(--text);
}
.problems > details > summary::after {
content: ""; width: .5rem; height: .5rem; border: solid var(--muted); border-width: 0 2px 2px 0;
transform: rotate(45deg); margin: .35rem .25rem 0 0;
}
.problems > details[open] > summary::after { transform: rotate(225deg); margin-top: .6rem; }
.problems > details > summary::-webkit-details-marker { display: none; }
.problems > details > summary:hover { background: var(--sunken); }
.problems .scope { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem .625rem; font-size: .875rem; }
.problems .counted { grid-template-columns: auto 5.5rem; }
.problems .what { font-weight: 600; line-height: 1.4; }
.problems .fix { display: block; margin-top: .125rem; font-weight: 400; font-size: .875rem; color: var(--muted); }
.problems > details[open] > summary .fix { display: none; }
.problems .what .icon { width: 16px; height: 16px; }
.problems .what .level { font-size: .8125rem; margin-right: .25rem; }
.problems > details > :not(summary) { margin-left: 1.25rem; margin-right: 1.25rem; }
.problems > details[open] > summary { border-bottom: 1px solid var(--line); }
.problems .label { margin-top: .625rem; }
.problems p.cure { margin-top: .5rem; margin-bottom: 0; }
.problems details.rest { margin-top: .5rem; margin-bottom: .625rem; }
.problems details.rest > summary { font-size: .875rem; }
button { white-space: nowrap; }
.problems p.machines { margin-top: .625rem; font-size: .875rem; }
.problems p.machines .label { margin: 0 .25rem 0 0; }
.problems dl.facts { font-size: .875rem; margin-top: .5rem; margin-bottom: .875rem; }
.command { display: flex; gap: .5rem; align-items: flex-start; }
.command pre { flex: 1 1 auto; min-width: 0; }
.command .copy-place { margin-top: .4rem; }
.machine { margin-bottom: 1rem; }
.machine h5 { margin: 1rem 0 0; font-size: .9375rem; overflow-wrap: anywhere; }
.machine pre { margin-top: .2rem; }
.machine ul.scans { margin: 0; padding-left: 1.25rem; font-size: .875rem; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(22rem, 1fr)); gap: 1rem; }
.pair h4 { margin: 0 0 .5rem; font-size: .9375rem; }
.rest { margin: .25rem 0 .5rem; font-size: .875rem; }
#explore { margin-top: 2.5rem; padding-top: 1.5rem; border-top: 1px solid var(--line); scroll-margin-top: .5rem; }
#explore h3 { margin-top: 0; }
.tabs, .tools { display: flex; flex-wrap: wrap; gap: .375rem; align-items: center; margin-bottom: .75rem; }
button {
font: inherit; font-size: .875rem; color: var(--text); background: var(--card); border: 1px solid var(--line);
border-radius: 7px; padding: .3rem .75rem; cursor: pointer;
}
button:hover:not(:disabled) { border-color: var(--link); }
button:disabled { opacity: .45; cursor: default; }
button:focus-visible, input:focus-visible { outline: 2px solid var(--link); outline-offset: 1px; }
.tabs button[aria-pressed="true"] { background: var(--info-back); border-color: var(--info); color: var(--info); font-weight: 650; }
.tools input {
font: inherit; font-size: .9375rem; color: var(--text); background: var(--card); border: 1px solid var(--line);
border-radius: 7px; padding: .35rem .75rem; width: min(24rem, 100%);
}
.tools .found { margin-left: auto; font-size: .875rem; color: var(--muted); font-variant-numeric: tabular-nums; }
.chip {
background: var(--info-back); border-color: var(--info); color: var(--info); border-radius: 99px;
overflow-wrap: anywhere; text-align: left;
}
#explore th button { border: 0; background: none; padding: 0; font-weight: 600; font-size: .8125rem; color: var(--muted); }
#explore th[aria-sort] button { color: var(--text); }
#explore td.number, #explore th.number { text-align: right; font-variant-numeric: tabular-nums; }
#explore td a { text-decoration: none; }
#explore td a:hover { text-decoration: underline; }
td:has(> .counted), th:has(+ th) { white-space: nowrap; }
td:has(> .counted) { width: 1%; padding-right: 1.25rem; }
#explore td:not(.long) { white-space: nowrap; }
#explore td a { cursor: pointer; }
#explore .table { max-height: none; }
#explore td.name { white-space: normal; min-width: 6.5rem; max-width: 16rem; overflow-wrap: anywhere; }
#explore td.long { max-width: 30rem; min-width: 17rem; overflow-wrap: anywhere; }
@media (min-width: 82rem) {
#explore { width: min(100vw - 4rem, 110rem); margin-left: 50%; transform: translateX(-50%); }
}
.pages {
display: flex; gap: .5rem; align-items: center; justify-content: flex-end; font-size: .875rem;
color: var(--muted); font-variant-numeric: tabular-nums;
}
html:not(.scripted) .only-script { display: none; }
@media (max-width: 40rem) {
header.page { padding-top: .75rem; }
.verdict { padding: .625rem .875rem; }
.verdict h2 { font-size: 1.0625rem; }
.problems > details > summary { grid-template-columns: 1fr; gap: .25rem; padding: .625rem .875rem; }
.problems > details > summary::after { display: none; }
.problems > details > :not(summary) { margin-left: .875rem; margin-right: .875rem; }
figure.plot { padding-right: 1.75rem; }
.problems .what { font-size: .9rem; }
.verdict .icon { width: 22px; height: 22px; }
figure.plot .wide { display: none; }
.counted { grid-template-columns: auto 5.5rem; }
#explore .table { overflow-x: auto; }
}
@media print {
#explore, .only-script, .copy-place { display: none !important; }
.cards { grid-template-columns: repeat(4, 1fr); }
.tile, figure.plot { break-inside: avoid; }
.problems > details > summary { border-bottom: 1px solid var(--line); }
section > h3 { break-after: avoid; }
}
`;
