/**
 * Compiles the scanner, and writes it as a module, so that whatever runs from source, from dist or in a page has it as a text.
 * With --check it only compares: exit code 1 where the module is out of date.
 */
import {readFileSync, writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import asc from 'assemblyscript/asc';

const source = readFileSync(new URL('scanner.as', import.meta.url), 'utf8');
const MODULE = fileURLToPath(new URL('scanner-code.generated.ts', import.meta.url));
const OPTIONS = ['-O3', '--enable', 'simd', '--enable', 'bulk-memory', '--runtime', 'stub', '--noAssert', '--initialMemory', '10'];

async function compile() {
	let code = null;
	const {error, stderr} = await asc.main(['scanner.ts', '--outFile', 'scanner.wasm', ...OPTIONS], {
		readFile: (name) => (name === 'scanner.ts' ? source : null),
		writeFile(name, contents) {
			if (name === 'scanner.wasm') code = contents;
		},
		listFiles: () => [],
	});
	if (error !== null || code === null) throw new Error(`the scanner does not compile: ${stderr.toString()}`);
	return Buffer.from(code).toString('base64');
}

const text = `/** scanner.as, compiled by \`npm run build:scanner\`: WebAssembly in base64. */
export const SCANNER_CODE: string =
	'${await compile()}';
`;
if (!process.argv.includes('--check')) {
	writeFileSync(MODULE, text);
} else if (readFileSync(MODULE, 'utf8') !== text) {
	console.error('scanner-code.generated.ts is not made of scanner.as as it is: npm run build:scanner');
	process.exitCode = 1;
}
