import { format } from 'node:util';
import { afterAll, afterEach, expect } from '@jest/globals';

const unexpected: string[] = [];
const note = (...parts: unknown[]) => {
  unexpected.push(format(...parts));
};
Object.assign(console, { error: note, warn: note });

const nothing = () => expect(unexpected.splice(0)).toEqual([]);
afterEach(nothing);
afterAll(nothing);
