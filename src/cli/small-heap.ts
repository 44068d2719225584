/** Keeps the memory of a program that reads one long log near what it needs. */
import {setFlagsFromString} from 'node:v8';

/**
 * V8 lets its heap grow to several times of what lives in it before it cleans up, and gives new objects ever more room.
 * Reading a log makes many objects that live for a line. Both flags are read whenever V8 decides to grow; where a
 * version does not know them, nothing happens.
 */
export function keepHeapSmall(): void {
	setFlagsFromString('--heap-growing-percent=40');
	setFlagsFromString('--semi-space-growth-factor=1');
}
