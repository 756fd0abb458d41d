import { useEffect, useState } from 'preact/hooks';

const key = 'sandbox-read-mails';
const changed = 'sandbox-mail-read';

const readIds = () => new Set<string>((localStorage.getItem(key) ?? '').split(' '));

/** The mails that somebody has opened in this browser. */
export function useReadMails(): Set<string> {
  const [read, setRead] = useState(readIds);
  useEffect(() => {
    const follow = () => setRead(readIds());
    addEventListener(changed, follow);
    return () => removeEventListener(changed, follow);
  }, []);
  return read;
}

export function markRead(mailId: string): void {
  const read = readIds();
  if (read.has(mailId)) return;
  localStorage.setItem(key, [...read, mailId].join(' '));
  dispatchEvent(new Event(changed));
}
