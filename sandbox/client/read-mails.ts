import { store, useStored } from './stored.ts';

const key = 'sandbox-read-mails';

const idsIn = (value: string) => new Set(value.split(' '));

/** The mails that somebody has opened in this browser. */
export function useReadMails(): Set<string> {
  return idsIn(useStored(key));
}

export function markRead(mailId: string): void {
  store(key, (value) => (idsIn(value).has(mailId) ? value : `${value} ${mailId}`.trim()));
}
