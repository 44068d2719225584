// The analyzer alone, on one thread, without the command line: node bench/core-only.mjs FILE. Needs a build.
import {closeSync, openSync, readSync} from 'node:fs';
import {createAnalyzer} from '../dist/core/index.js';

const [path] = process.argv.slice(2);
const buffer = Buffer.allocUnsafe(256 * 1024);
const analyzer = createAnalyzer({path, scans: 'packed'});
const file = openSync(path, 'r');
const begin = performance.now();
let bytes = 0;
for (let length = readSync(file, buffer); length > 0; length = readSync(file, buffer)) {
	bytes += length;
	analyzer.push(buffer.subarray(0, length));
}
const {scans, log} = analyzer.end();
const seconds = (performance.now() - begin) / 1000;
closeSync(file);
console.log(`${scans.length} scans, ${log?.lines ?? 0} lines, ${(bytes / 1024 / 1024 / seconds).toFixed(1)} MB/s`);
