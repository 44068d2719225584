/**
 * The library in few files, `wulens` and `wulens/node`: what tsc made of core/ and node/ with the packages they need, so that who
 * installs wulens installs none of them; and the declarations of types that the two lead to.
 */
import {readFileSync} from 'node:fs';
import {relative, sep} from 'node:path';
import {fileURLToPath} from 'node:url';
import {defineConfig} from 'vite';
import {compiled, loadedWith} from './compiled-modules.mjs';
import {licenseTexts} from './license-texts.mjs';

const dist = compiled('');

const declarations = {
	name: 'declarations',
	generateBundle() {
		for (const file of loadedWith(['core/index.d.ts', 'node/index.d.ts'], (path) => path.replace(/\.js$/, '.d.ts'))) {
			const fileName = `types/${relative(dist, file).replaceAll(sep, '/')}`;
			this.emitFile({type: 'asset', fileName, source: readFileSync(file, 'utf8')});
		}
	},
};

export default defineConfig({
	plugins: [declarations, licenseTexts],
	root: fileURLToPath(new URL('..', import.meta.url)),
	publicDir: false,
	logLevel: 'warn',
	ssr: {noExternal: true},
	build: {
		ssr: true,
		target: 'node22',
		outDir: compiled('library'),
		minify: false,
		license: {fileName: 'LICENCES.md'},
		rolldownOptions: {
			input: {index: compiled('core/index.js'), node: compiled('node/index.js')},
			output: {entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js'},
		},
	},
});
