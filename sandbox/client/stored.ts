import { useEffect, useState } from 'preact/hooks';

const changed = 'sandbox-stored';

export const stored = (key: string) => localStorage.getItem(key) ?? '';

/** What this browser keeps under a name, followed as it changes here and in other tabs. */
export function useStored(key: string): string {
  const [value, setValue] = useState(() => stored(key));
  useEffect(() => {
    const follow = () => setValue(stored(key));
    addEventListener(changed, follow);
    addEventListener('storage', follow);
    return () => {
      removeEventListener(changed, follow);
      removeEventListener('storage', follow);
    };
  }, [key]);
  return value;
}

/** Changes what is kept under a name; nothing happens where it stays the same. */
export function store(key: string, change: (value: string) => string): void {
  const before = stored(key);
  const after = change(before);
  if (after === before) return;
  localStorage.setItem(key, after);
  dispatchEvent(new Event(changed));
}
