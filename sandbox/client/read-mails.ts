import { useEffect, useState } from 'preact/hooks';
import { useSession } from './session.ts';

const key = 'sandbox-read-mails';
const changed = 'sandbox-mail-read';

const readIds = () => new Set<string>((localStorage.getItem(key) ?? '').split(' '));

/** How many mails nobody has opened in this browser. */
export function useUnread(): number {
  const { snapshot } = useSession();
  const [read, setRead] = useState(readIds);
  useEffect(() => {
    const follow = () => setRead(readIds());
    addEventListener(changed, follow);
    return () => removeEventListener(changed, follow);
  }, []);
  return snapshot.mails.filter(({ id }) => !read.has(id)).length;
}

export const isRead = (mailId: string) => readIds().has(mailId);

export function markRead(mailId: string): void {
  const read = readIds();
  if (read.has(mailId)) return;
  localStorage.setItem(key, [...read, mailId].join(' '));
  dispatchEvent(new Event(changed));
}
