/** The system as the terminal UI sees it, over the samples, without threads: answers come at once or in the next turn. */
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {AnalysisEvent, LogSource} from '../../src/core/line-index/viewer-port.js';
import {createAnalyzer} from '../../src/core/analyze.js';
import type {FileReport} from '../../src/core/index.js';
import type {Ports} from '../../src/tui/ports.js';
import {FakeLogText} from './fake-log-text.js';
import {PROJECT} from './run-wulens.js';
import {sampleReport} from './sample-reports.js';

export interface FakePorts extends Ports {
	readonly copied: string[];
	readonly written: (readonly FileReport[])[];
	readonly opened: (readonly string[])[];
	readonly exported: {readonly files: readonly FileReport[]; readonly path: string; readonly format: string}[];
}

/** @param hold keeps reports back until `release` of what it gets is called */
export function fakePorts(hold?: (release: () => void) => void): FakePorts {
	const copied: string[] = [];
	const written: (readonly FileReport[])[] = [];
	const opened: (readonly string[])[] = [];
	const exported: FakePorts['exported'] = [];
	const source: LogSource = {
		analyze(paths, listener) {
			opened.push(paths);
			let isCancelled = false;
			const send = (event: AnalysisEvent): void => {
				if (!isCancelled) listener(event);
			};
			const run = (): void => {
				for (const path of paths) {
					send({type: 'progress', name: {path, member: null}, bytes: 1024, size: 2048});
					const analyzer = createAnalyzer({path});
					analyzer.push(readFileSync(join(PROJECT, path)));
					send({type: 'report', report: analyzer.end()});
				}
				send({type: 'end'});
			};
			if (hold === undefined) run();
			else hold(run);
			return () => {
				isCancelled = true;
			};
		},
		openText({path}, listener) {
			const lines = readFileSync(join(PROJECT, path), 'utf8')
				.replace(/^\ufeff/, '')
				.split(/\r?\n/)
				.slice(0, -1);
			const text = new FakeLogText([]);
			// As in a file, there is nothing yet.
			setImmediate(() => {
				text.append(lines);
				listener({type: 'lines', count: text.lines.count, bytes: 1, size: 1});
				listener({type: 'complete'});
			});
			return text;
		},
		close: async () => {},
	};
	return {
		copied,
		written,
		opened,
		exported,
		source,
		readMachine: async (name) => [sampleReport(name)],
		async resolveDropped(candidates) {
			const found = candidates.find((paths) => paths.length > 0 && paths.every((path) => path.startsWith('samples/')));
			return found === undefined ? {reason: `${candidates[0]?.[0] ?? ''}: there is no such file`} : {paths: found};
		},
		complete: async (prefix) =>
			['samples/wsus-http.log', 'samples/wsus-https-store-empty-ok.log'].filter((path) => path.startsWith(prefix)),
		recents: async () => [],
		remember: async () => {},
		async copy(text) {
			copied.push(text);
			return {path: '/state/clipboard.txt', isSent: true};
		},
		async writeReport(files) {
			written.push(files);
			return {path: 'wulens-report.html'};
		},
		async exportReport(files, path, format) {
			exported.push({files, path, format});
			return {path: `/home/user/${path}`};
		},
	};
}
