// Begins with the files that take longest, so that none of them runs alone at the end. Jest knows durations only of a run
// before this one, and a fresh clone has had none: it would begin with the largest.
import { statSync } from 'node:fs';

/** Each takes more than ten seconds; the slowest is first. */
const slow = [
  'start',
  'exports/million',
  'journeys/bulk-crashes',
  'isolation/core',
  'journeys/exports',
  'journeys/bulk-steering',
  'activity/verify',
  'journeys/production',
  'browser/bulk-invite',
  'invitations/states',
  'invitations/waiting',
  'reports/million',
  'journeys/folding',
  'portal/second-factor',
  'journeys/slow-slack',
  'journeys/bulk-faults',
  'imports/races',
  'browser/barriers',
];

export default class SlowFirst {
  sort(tests) {
    const inOrder = tests.map((test) => ({
      test,
      place: placeOf(test.path),
      size: statSync(test.path).size,
    }));
    inOrder.sort((one, other) => one.place - other.place || other.size - one.size);
    return inOrder.map(({ test }) => test);
  }

  allFailedTests(tests) {
    return tests;
  }

  cacheResults() {}
}

function placeOf(path) {
  const place = slow.findIndex((name) => path.endsWith(`/test/${name}.test.ts`));
  return place === -1 ? slow.length : place;
}
