/**
 * A Windows program out of node.exe and a blob of Node's single executable applications: without the signature of node.exe, which no
 * longer holds, with a name and a version of its own, and with a header that is right again.
 */
import {NtExecutable, NtExecutableResource, Resource} from 'resedit';

const LANGUAGE = 1033;
const UTF16 = 1200;
/** RT_RCDATA, where Node looks for the blob. */
const RAW_DATA = 10;
/** Node starts the blob where a 1 stands behind this text (nodejs.org, "Single executable applications"). */
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2:';

/** Offsets in the header of a PE file (Microsoft, "PE Format"). */
const ADDRESS_OF_HEADER = 0x3c;
const CHECKSUM = 0x58;
const CERTIFICATE_TABLE = 0xa8;

/** @returns the bytes of the program */
export function windowsExecutable({nodeExe, blob, version, description}) {
	const executable = NtExecutable.from(nodeExe, {ignoreCert: true});
	const resources = NtExecutableResource.from(executable);
	const [information] = Resource.VersionInfo.fromEntries(resources.entries);
	const numbers = version.split(/[.-]/).slice(0, 3).map(Number);
	information.setFileVersion(...numbers, 0, LANGUAGE);
	information.setProductVersion(...numbers, 0, LANGUAGE);
	information.setStringValues(
		{lang: LANGUAGE, codepage: UTF16},
		{
			ProductName: 'wulens',
			FileDescription: description,
			CompanyName: 'the wulens authors',
			LegalCopyright: 'MIT license; contains Node.js and other packages, see the licenses folder',
			InternalName: 'wulens',
			OriginalFilename: 'wulens.exe',
		},
	);
	information.outputToResourceEntries(resources.entries);
	resources.replaceResourceEntry({
		type: RAW_DATA,
		id: 'NODE_SEA_BLOB',
		lang: LANGUAGE,
		codepage: 0,
		bin: blob.buffer.slice(blob.byteOffset, blob.byteOffset + blob.length),
	});
	resources.outputResource(executable);
	const image = Buffer.from(executable.generate());
	flipFuse(image);
	image.writeUInt32LE(checksumOf(image), checksumOffset(image));
	return image;
}

function flipFuse(image) {
	const at = image.indexOf(`${FUSE}0`);
	if (at < 0 || image.indexOf(`${FUSE}0`, at + 1) >= 0) throw new Error('node.exe must have one fuse that is not flipped');
	image[at + FUSE.length] = '1'.charCodeAt(0);
}

function checksumOffset(image) {
	return image.readUInt32LE(ADDRESS_OF_HEADER) + CHECKSUM;
}

/** What the header says. */
export function writtenChecksum(image) {
	return image.readUInt32LE(checksumOffset(image));
}

/** What CheckSumMappedFile of Windows computes: the words added up, carries folded in, without the field itself, plus the length. */
export function checksumOf(image) {
	const skipped = checksumOffset(image);
	let sum = 0;
	for (let at = 0; at < image.length; at += 2) {
		if (at === skipped || at === skipped + 2) continue;
		sum += at + 1 < image.length ? image.readUInt16LE(at) : image[at];
		sum = (sum & 0xffff) + (sum >>> 16);
	}
	return sum + image.length;
}

/** Where the signatures lie and how long they are: zeros where there are none. */
export function certificateTable(image) {
	const at = image.readUInt32LE(ADDRESS_OF_HEADER) + CERTIFICATE_TABLE;
	return {offset: image.readUInt32LE(at), size: image.readUInt32LE(at + 4)};
}

/** The name and the version that Windows shows. */
export function versionInformation(image) {
	const [information] = Resource.VersionInfo.fromEntries(NtExecutableResource.from(NtExecutable.from(image, {ignoreCert: true})).entries);
	return information.getStringValues({lang: LANGUAGE, codepage: UTF16});
}
