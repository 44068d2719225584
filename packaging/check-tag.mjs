/** Ends with an error unless a tag is that of the version in package.json, and the addresses there are real ones. */
import {project, version} from './project.mjs';

const [tag] = process.argv.slice(2);
const addresses = [project.homepage, project.repository.url, project.bugs.url];
const reasons = [
	...(tag === `v${version}` ? [] : [`The tag ${tag} is not v${version}, the version in package.json.`]),
	...addresses.filter((address) => /\.example(?:\/|$)/.test(address)).map((address) => `${address} in package.json is a placeholder.`),
];
for (const reason of reasons) console.error(reason);
process.exitCode = reasons.length > 0 ? 1 : 0;
