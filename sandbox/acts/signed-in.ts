import { fullName, type Person } from '../people.ts';

/** Slack signs out whom an admin deactivates: nothing can be done as them any more. */
export function signedOut(person: Person): string | undefined {
  return person.isDeleted
    ? `${fullName(person)} is deactivated in Slack, and so signed out. Nothing was done.`
    : undefined;
}

/** Rejects what somebody would do who is signed out. */
export function requireSignedIn(person: Person): void {
  const words = signedOut(person);
  if (words) throw new Error(words);
}
