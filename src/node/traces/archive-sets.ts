/** The members of an archive, with those that are one set of traces together. */
import type {ZipMember} from '../archives/zip.js';
import {SET_NAME, setMembers} from './trace-set.js';

export interface MemberGroup {
	/** As it is named in the report. */
	readonly name: string;
	/** One, or the traces of a set in their order. */
	readonly members: readonly ZipMember[];
}

/** In the order of the archive; a set stands where its first member did. Traces of two folders are of two sets. */
export function withSets(members: readonly ZipMember[]): readonly MemberGroup[] {
	const folders = new Map<string, ZipMember[]>();
	for (const member of members) {
		const folder = folderOf(member.name);
		const others = folders.get(folder);
		if (others === undefined) folders.set(folder, [member]);
		else others.push(member);
	}
	const sets = new Map<ZipMember, MemberGroup>();
	for (const [folder, inFolder] of folders) {
		const names = setMembers(inFolder.map(({name}) => name.slice(folder.length)));
		if (names.length < 2) continue;
		const ordered = names.flatMap((name) => inFolder.filter((member) => member.name === folder + name).slice(0, 1));
		const group = {name: `${folder}${SET_NAME}`, members: ordered};
		for (const member of ordered) sets.set(member, group);
	}
	const groups = new Set<MemberGroup>();
	for (const member of members) groups.add(sets.get(member) ?? {name: member.name, members: [member]});
	return [...groups];
}

/** With the slash at its end. */
function folderOf(name: string): string {
	return name.slice(0, name.lastIndexOf('/') + 1);
}
