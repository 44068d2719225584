/** Sections, tables and links of the page. */
import {escapeHtml} from '../../report/html/escape.js';
import type {Level} from '../summary.js';
import {countOf, formatCount} from '../labels.js';
import {countBar} from './plots.js';

export function section(id: string, title: string, html: string): string {
	return `<section id="${id}"><h3>${escapeHtml(title)}</h3>\n${html}</section>\n`;
}

/** @param rows cells of HTML, already escaped */
export function table(heads: readonly string[], rows: readonly (readonly string[])[], left = 0): string {
	const head = heads.map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join('');
	const body = rows
		.map((cells) => `<tr>${cells.map((cell, index) => `<td data-name="${escapeHtml(heads[index] ?? '')}">${cell}</td>`).join('')}</tr>\n`)
		.join('');
	const more = left > 0 ? `<p class="muted rest">And ${escapeHtml(countOf(left, 'more row'))}.</p>` : '';
	return `<div class="table"><table class="stack"><thead><tr>${head}</tr></thead><tbody>\n${body}</tbody></table>${more}</div>\n`;
}

/** Texts below each other, not wrapped where there is room. */
export function lines(texts: readonly string[]): string {
	return texts.map((text) => `<span class="line">${escapeHtml(text)}</span>`).join('');
}

/** Leads to the tables at the end of the page, which the script fills. */
export function link(href: string, text: string, name = ''): string {
	return `<a${name === '' ? '' : ` class="${name}"`} href="${escapeHtml(href)}">${escapeHtml(text)}</a>`;
}

/** A number with a bar for its share of the fleet. */
export function countCell(count: number, whole: number, level: Level): string {
	return `<span class="counted"><b>${formatCount(count)}</b>${countBar(count, whole, level)}</span>`;
}
