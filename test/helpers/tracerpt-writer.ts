/** Writes what tracerpt makes of traces of Windows Update: XML, and CSV as Get-WindowsUpdateLog -ProcessingType CSV reads it. */
import {START, type TraceEntry, UPDATE_PROVIDER} from './trace-writer.js';

export interface TracerptOptions {
	readonly eventsLost?: number;
	readonly build?: number;
	readonly level?: number;
	readonly provider?: {readonly name: string; readonly id: string};
}

function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** With the time of Los Angeles in winter, UTC-7 as of the middle of March. */
function localTime(time: bigint): string {
	const stamp = new Date(Number((time - 116_444_736_000_000_000n) / 10_000n) - 7 * 3_600_000).toISOString().slice(0, 19);
	return `${stamp}.${String(time % 10_000_000n).padStart(7, '0')}00-07:00`;
}

export function xmlEvent(
	{time, pid, tid, component, message, level = 4}: TraceEntry,
	provider: {readonly name: string; readonly id: string} = UPDATE_PROVIDER,
): string {
	return `<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event">
	<System>
		<Provider Name="${provider.name}" Guid="{${provider.id}}" />
		<EventID>0</EventID><Version>0</Version><Level>${level}</Level><Task>0</Task><Opcode>0</Opcode><Keywords>0x1</Keywords>
		<TimeCreated SystemTime="${localTime(time)}" />
		<Correlation ActivityID="{00000000-0000-0000-0000-000000000000}" />
		<Execution ProcessID="${pid}" ThreadID="${tid}" ProcessorID="3" KernelTime="0" UserTime="0" />
		<Channel /><Computer />
	</System>
	<EventData>
		<Data Name="Info">${escaped(message)}</Data>
	</EventData>
	<RenderingInfo Culture="en-US">
		<Task>${component}</Task>
	</RenderingInfo>
</Event>
`;
}

export function xmlHeader({eventsLost = 0, build = 22631}: TracerptOptions = {}): string {
	const data = Object.entries({
		BufferSize: 4096,
		Version: 0x0501_000a,
		ProviderVersion: build,
		EventsLost: eventsLost,
		BuffersLost: 0,
		SessionNameString: 'WindowsUpdate_trace_log',
	});
	return (
		'<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider ' +
		`Guid="{68fdd900-4a3e-11d1-84f4-0000f80464e3}" /><TimeCreated SystemTime="${localTime(START)}" ` +
		`/></System><EventData>${data.map(([name, value]) => `<Data Name="${name}">${value}</Data>`).join('')}</EventData></Event>\n`
	);
}

export function xmlOf(entries: readonly TraceEntry[], options: TracerptOptions = {}): string {
	return (
		'<?xml version="1.0" ' +
		`encoding="UTF-8"?>\n<Events>\n${xmlHeader(options)}${entries.map((entry) => xmlEvent(entry, options.provider)).join('')}</Events>\n`
	);
}

const CSV_TITLES = [
	'Event Name',
	'Type',
	'Event ID',
	'Version',
	'Channel',
	'Level',
	'Opcode',
	'Task',
	'Keyword',
	'PID',
	'TID',
	'Processor Number',
	'Instance ID',
	'Parent Instance ID',
	'Activity ID',
	'Related Activity ID',
	'Clock-Time',
	'Kernel(ms)',
	'User(ms)',
	'User Data',
] as const;
const WIDTHS = [22, 10, 10, 10, 10, 10, 10, 10, 18, 10, 10, 10, 10, 10, 38, 38, 20, 10, 10, 0] as const;

function row(columns: readonly (string | number)[]): string {
	return columns.map((column, index) => String(column).padStart(WIDTHS[index] ?? 0)).join(',');
}

function hexadecimal(value: number): string {
	return `0x${value.toString(16).toUpperCase().padStart(8, '0')}`;
}

export function csvRow({time, pid, tid, component, message, level = 4}: TraceEntry, channel = 11): string {
	return row([
		component,
		0,
		0,
		0,
		channel,
		level,
		0,
		0,
		'0x0000000000000001',
		hexadecimal(pid),
		hexadecimal(tid),
		3,
		'',
		'',
		'{00000000-0000-0000-0000-000000000000}',
		'',
		String(time),
		0,
		0,
		` "${message}"`,
	]);
}

export function csvOf(entries: readonly TraceEntry[], {eventsLost = 0, build = 22631}: TracerptOptions = {}): string {
	const facts = [
		4096,
		0x0501_000a,
		build,
		1,
		String(START),
		156_250,
		512,
		'0x11002009',
		7,
		1,
		8,
		eventsLost,
		2995,
		'"WindowsUpdate_trace_log"',
	];
	const header = row([
		'EventTrace',
		'Header',
		0,
		2,
		0,
		0,
		0,
		0,
		'0x0000000000000000',
		hexadecimal(11_168),
		hexadecimal(10_232),
		0,
		'',
		'',
		'{00000000-0000-0000-0000-000000000000}',
		'',
		String(START),
		0,
		0,
		` ${facts.join(', ')}`,
	]);
	return [row(CSV_TITLES), header, ...entries.map((entry) => csvRow(entry)), ''].join('\r\n');
}
