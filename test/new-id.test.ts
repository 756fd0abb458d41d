import { expect, test } from '@jest/globals';
import { idMaker } from '../src/new-id.ts';

/** So many that random bytes are asked for several times. */
const ids = (newId: () => string) => Array.from({ length: 1000 }, newId);

test('ids are UUIDs of version 7, and each is another one, whoever makes them', () => {
  const made = [...ids(idMaker(Date.now)), ...ids(idMaker(Date.now))];
  for (const id of made) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
  expect(new Set(made).size).toBe(made.length);
});

test.each([
  ['within one millisecond', () => 1_800_000_000_000],
  ['as time goes on', (call: number) => 1_800_000_000_000 + call],
  ['while the clock is put back', (call: number) => 1_800_000_000_000 - call],
])('%s, those made later sort later', (_when, time) => {
  let call = 0;
  const made = ids(idMaker(() => time(call++)));
  expect(made.toSorted()).toEqual(made);
});
