// The most memory that a process with its threads took, in MB; 0 where the system does not say. Not of processes that it starts.
import {readFileSync} from 'node:fs';

export async function peakMegabytes(child) {
	let peak = 0;
	const timer = setInterval(() => {
		try {
			peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);
		} catch {
			// It has ended, or this is no Linux.
		}
	}, 20);
	await new Promise((resolve) => child.on('close', resolve));
	clearInterval(timer);
	return peak;
}
