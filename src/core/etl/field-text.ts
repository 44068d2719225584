/** Fields of an event as USO.log and UX.log have them, which Get-WindowsUpdateLog -IncludeAllLogs writes. */
import {type Field, type FieldValue, INT, isTruthValue} from './values.js';

/** `[name] : value; [name] : value; ` */
export function fieldsText(fields: readonly Field[]): string {
	return fields.map((field) => `[${field.name}] : ${valueText(field.value, field)}; `).join('');
}

function valueText(value: FieldValue, type: Pick<Field, 'inType' | 'outType'>): string {
	const {inType} = type;
	if (value === null) return '';
	if (typeof value === 'string') return inType === INT.guid ? `{${value}}` : value;
	if (typeof value === 'object')
		return 'fields' in value ? `{${fieldsText(value.fields).trimEnd()}}` : value.map((one) => valueText(one, type)).join(', ');
	if (isTruthValue(type)) return String(value !== 0);
	if (inType === INT.hex32 || inType === INT.hex64) return `0x${value.toString(16)}`;
	return String(value);
}
