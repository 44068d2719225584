/**
 * Licenses of bundled packages whose packages on npm lack the text: the copyright of each, from its repository. A bundle whose list
 * of licenses lacks a text is an error.
 */

const COPYRIGHTS = new Map([
	// github.com/facebook/yoga, LICENSE
	['yoga-layout', 'Copyright (c) Facebook, Inc. and its affiliates.'],
]);

/** The text of the MIT license, as SPDX has it. */
const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.`;

/** A list of licenses, as vite writes it, with the texts that it lacks. */
function withTexts(list) {
	const [head, ...parts] = list.split(/^(?=## )/m);
	return [head, ...parts.map((part) => (part.trimEnd().includes('\n') ? part : `${part.trimEnd()}\n\n${textOf(part)}\n\n`))].join('');
}

function textOf(heading) {
	const [, name, license] = /^## (\S+) - \S+ \((.*)\)/.exec(heading) ?? [];
	const copyright = COPYRIGHTS.get(name);
	if (copyright === undefined || license !== 'MIT') throw new Error(`The license of ${name} is not in its package: src/license-texts.mjs`);
	return `MIT License\n\n${copyright}\n\n${MIT}`;
}

/** For a bundle that writes LICENCES.md. */
export const licenseTexts = {
	name: 'license-texts',
	enforce: 'post',
	generateBundle: {
		order: 'post',
		handler(_, bundle) {
			const list = bundle['LICENCES.md'];
			if (list === undefined) this.error('there is no list of licenses');
			list.source = withTexts(String(list.source));
		},
	},
};
