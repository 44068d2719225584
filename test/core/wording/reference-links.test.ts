/** Documents that rules name are links, each to an address that a page may hold. */
import {expect, it} from 'vitest';
import {RULES} from '../../../src/core/findings/rules/index.js';
import {isSafeLink, referenceHtml} from '../../../src/core/report/html/escape.js';
import {documentLink} from '../../../src/core/wording/reference-links.js';

const NAMES = [...new Set(RULES.flatMap(({references}) => references))];

it.each(NAMES)('%s', (name) => {
	const link = documentLink(name);
	if (link === null) expect(referenceHtml(name)).not.toContain('<a');
	else expect(isSafeLink(link)).toBe(true);
});

it('are most of those that rules name', () => {
	expect(NAMES.filter((name) => documentLink(name) !== null).length).toBeGreaterThan(NAMES.length / 2);
});

it('are none where nobody knows them', () => {
	expect(referenceHtml('Notes of our helpdesk <b>')).toBe('Notes of our helpdesk &lt;b&gt;');
	expect(documentLink('toString')).toBeNull();
});
