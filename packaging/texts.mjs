/** The short texts that lie in the archives. */
import {version} from './project.mjs';

const WHAT = `wulens ${version}
explains why Windows Update scans fail, from the Windows Update log of a PC.
`;

const USE = `Drop onto it: C:\\Windows\\Logs\\WindowsUpdate (the folder, or a copy), a WindowsUpdate.log, a zip file, or a
folder with the logs of many PCs.
`;

const REST = `
wulens.html is the same for a browser: open it and drop logs on it. It needs no network, and nothing leaves the PC.

collect.cmd gathers the logs and settings of a PC into one file. Run it on the PC that has the problem, as administrator if
you can, and give wulens the file that it names at its end.

wulens installs nothing, changes nothing, and connects to nothing. To remove it, delete this folder.

Licenses are in LICENSE.txt and in the folder "licenses".
`;

export function windowsReadme() {
	return `${WHAT}
Double-click wulens.exe and drop logs on its window, or drop them onto wulens.exe.
${USE}
In a console:

    wulens.exe analyze C:\\path\\to\\WindowsUpdate.log
    wulens.exe triage \\\\share\\logs --out result
    wulens.exe help

Windows may warn about programs from the internet that are not signed by a known publisher. Compare the SHA-256 of the zip
file with SHA256SUMS before you run it. If only signed programs may run, use the portable zip file, which holds the signed
program of Node.js, or wulens.html.
${REST}`;
}

export function portableReadme() {
	return `${WHAT}
Double-click wulens.cmd and drop logs on its window, or drop them onto wulens.cmd.
${USE}
In a console:

    wulens.cmd analyze C:\\path\\to\\WindowsUpdate.log
    wulens.cmd triage \\\\share\\logs --out result
    wulens.cmd help

node.exe is the program of Node.js as nodejs.org publishes it, with its signature.
${REST}`;
}

export function linuxReadme() {
	return `${WHAT}
    ./wulens analyze path/to/WindowsUpdate.log
    ./wulens view path/to/WindowsUpdate.log
    ./wulens triage path/to/logs --out result
    ./wulens help

"wulens" can be linked to from a folder of your PATH. It runs the program "node" beside it, which is Node.js as nodejs.org
publishes it; it needs glibc 2.28 or later.

wulens.html is the same for a browser: open it and drop logs on it. It needs no network, and nothing leaves the computer.

wulens installs nothing, changes nothing, and connects to nothing. To remove it, delete this folder.

Licenses are in LICENSE.txt and in the folder "licenses".
`;
}

/** Follows links to itself, and runs the Node beside it whatever the environment says. */
export const LINUX_LAUNCHER = `#!/bin/sh
# Starts wulens with the Node.js that lies beside it.
here=$(dirname -- "$(readlink -f -- "$0")")
exec env -u NODE_OPTIONS "$here/node" "$here/wulens.js" "$@"
`;
