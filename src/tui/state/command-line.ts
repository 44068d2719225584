/** What commands do: the line that is typed after `:` leads to lines, times, scans, and files. */
import {parseCommand, type Command} from '../command-line/commands.js';
import {type CommandLine, pressInLine, withProblem} from '../command-line/line.js';
import type {KeyName} from '../keys.js';
import {jumpProblem} from '../log/jump.js';
import {LIST_START} from '../widgets/list.js';
import {fileNameAt} from '../scans/file-names.js';
import {currentFile} from './current-file.js';
import {takeLogMessage} from './log.js';
import type {Result} from './messages.js';
import {type Model, pushScreen, replaceTop, topScreen} from './model.js';
import {openLogAt, scanOn} from './navigation.js';
import {notYet} from './so-far.js';

/** A key while a command is typed. */
export function pressInCommand(model: Model, line: CommandLine, key: KeyName): Result {
	const result = pressInLine(line, key);
	switch (result.type) {
		case 'edited':
			return [{...model, command: result.line}, []];
		case 'left':
			return [{...model, command: null}, []];
		case 'complete-path':
			return [model, [{type: 'complete-path', prefix: result.prefix}]];
		case 'entered':
			return done(model, line, parseCommand(result.text));
		default:
			return result satisfies never;
	}
}

function done(model: Model, line: CommandLine, command: Command): Result {
	const closed: Model = {...model, command: null};
	const refused = (reason: string): Result => [{...model, command: withProblem(line, reason)}, []];
	switch (command.type) {
		case 'go':
			return gone(closed, command.text, refused);
		case 'scan':
			return toScan(closed, command.id, refused);
		case 'export':
			if (model.soFar !== null) return notYet(closed, 'Reports');
			return model.files.length === 0
				? refused('Nothing to report yet.')
				: [closed, [{type: 'export', files: model.files, path: command.path, format: command.format}]];
		case 'help':
			return [{...closed, help: LIST_START}, []];
		case 'quit':
			return [closed, [{type: 'quit'}]];
		case 'wrong':
			return refused(command.reason);
		default:
			return command satisfies never;
	}
}

type Refused = (reason: string) => Result;

function gone(model: Model, text: string, refused: Refused): Result {
	const screen = topScreen(model);
	const file = currentFile(model);
	if (screen?.type !== 'log')
		return (
			openLogAt(model, file, text) ?? refused(screen?.type === 'machines' ? 'First open a machine (Enter).' : 'No log has been read yet.')
		);
	const log = model.logs.get(screen.file);
	if (log === undefined) return refused('The log is not open yet.');
	const problem = jumpProblem(log, text);
	return problem === null ? takeLogMessage(model, {type: 'log', file: screen.file, message: {type: 'jump', text}}) : refused(problem);
}

function toScan(model: Model, id: number, refused: Refused): Result {
	const file = currentFile(model);
	const report = model.files[file];
	const [first] = report?.scans ?? [];
	if (model.soFar === file) return notYet(model, 'Numbers of scans');
	if (report === undefined || first === undefined) return refused('There are no scans here.');
	const scan = report.scans.find((candidate) => candidate.id === id);
	if (scan === undefined) {
		const where = model.files.length > 1 ? fileNameAt(model.files, file) : 'This log';
		const last = report.scans.at(-1)?.id ?? first.id;
		return refused(first.id === last ? `${where} has only scan ${first.id}.` : `${where} has scans ${first.id} to ${last}.`);
	}
	const next = scanOn(model, {file, scan});
	return [topScreen(model)?.type === 'scan' ? replaceTop(model, next) : pushScreen(model, next), []];
}
