import { expect, test } from '@jest/globals';
import { readDay } from '../../src/thing-imports/read-day.ts';

test.each([
  ['2026-11-23', '2026-11-23'],
  ['2026/1/2', '2026-01-02'],
  ['2026-11-23 00:00:00', '2026-11-23'],
  ['2026-11-23T00:00:00.000Z', '2026-11-23'],
  ['23.11.2026', '2026-11-23'],
  ['3.4.2026', '2026-04-03'],
  ['23/11/2026', '2026-11-23'],
  ['11/23/2026', '2026-11-23'],
  ['05/05/2026', '2026-05-05'],
  ['23 Nov 2026', '2026-11-23'],
  ['23-Nov-2026', '2026-11-23'],
  ['November 23, 2026', '2026-11-23'],
  ['Nov 3rd 2026', '2026-11-03'],
  ['23. Dezember 2026', '2026-12-23'],
  ['1. März 2026', '2026-03-01'],
  ['29.02.2028', '2028-02-29'],
])('%s is the day %s', (typed, day) => {
  expect(readDay(typed)).toEqual({ day });
});

test.each([
  ['03/04/2026', 'DATE_AMBIGUOUS', '2026-04-03 or 2026-03-04'],
  ['3-4-2026', 'DATE_AMBIGUOUS', '2026-04-03 or 2026-03-04'],
  ['23.11.26', 'DATE_UNREADABLE', '2026-11-23'],
  ['23-Nov-26', 'DATE_UNREADABLE', '2026-11-23'],
  ['03/04/26', 'DATE_UNREADABLE', ''],
  ['29.02.2026', 'DATE_UNREADABLE', ''],
  ['13/14/2026', 'DATE_UNREADABLE', ''],
  ['23 Foo 2026', 'DATE_UNREADABLE', ''],
  ['0026-11-23', 'DATE_UNREADABLE', ''],
  ['45000', 'DATE_UNREADABLE', ''],
  ['tomorrow', 'DATE_UNREADABLE', ''],
])('%s is no day: %s, perhaps “%s”', (typed, problem, suggestion) => {
  expect(readDay(typed)).toEqual({ problem, suggestion });
});
