/** The answer of a file: its verdict, and the first thing to do. */
import {firstStepOf} from '../../findings/first-step.js';
import type {FileReport} from '../../types.js';
import {VERDICT_WORDS} from '../../wording/labels.js';
import {firstSentence} from '../../wording/sentences.js';
import {commandBlock} from './command.js';
import {proseHtml} from './escape.js';
import {icon} from './icons.js';

/** @param findingId id of the card of a finding, by its place in the report; `null`: there are no cards */
export function answerBlock({verdict, findings}: FileReport, findingId: ((index: number) => string) | null): string {
	const {level, text} = verdict;
	const first = firstStepOf(findings);
	const step =
		first === null
			? ''
			: `<div class="next">\n<p><strong>Do this first</strong> ${proseHtml(firstSentence(first.step.text))}</p>\n` +
				`${first.step.command === null ? '' : `${commandBlock(first.step.command)}\n`}` +
				`${findingId === null ? '' : moreLink(findingId(findings.indexOf(first.finding)))}</div>\n`;
	return (
		`<div class="answer is-${level}">\n<div class="verdict">${icon(level)}<p><span class="level ${level}">` +
		`${VERDICT_WORDS[level]}</span> ${proseHtml(text)}</p></div>\n${step}</div>\n`
	);
}

function moreLink(id: string): string {
	return `<p class="more"><a href="#${id}">Why, and what else to do</a></p>\n`;
}
