import { useEffect, useMemo, useState } from 'preact/hooks';

/** A conversation may have one of its threads open beside it. */
export type Screen =
  | { at: 'channel'; name: string; threadTs?: string }
  | { at: 'dm'; threadTs?: string }
  | { at: 'home' }
  | { at: 'faults' }
  | { at: 'outbox'; mailId?: string }
  | { at: 'inspector'; entryId?: string };

export interface Route {
  person: string;
  screen: Screen;
}

/** The address says who one is and where, so that two tabs can be two people. */
function parseRoute(hash: string): Route {
  const parts = hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);
  const [person, at, ...details] = parts[0] === 'as' ? parts.slice(1) : [undefined, ...parts];
  return { person: person || 'olivia', screen: parseScreen(at, ...details) };
}

function parseScreen(at: string | undefined, ...details: (string | undefined)[]): Screen {
  const [first] = details;
  if (at === 'home' || at === 'faults') return { at };
  if (at === 'outbox') return first ? { at, mailId: first } : { at };
  if (at === 'inspector') return first ? { at, entryId: first } : { at };
  const thread = details[details.indexOf('thread') + 1];
  const opened = details.includes('thread') && thread ? { threadTs: thread } : {};
  if (at === 'dm') return { at, ...opened };
  return { at: 'channel', name: first || 'general', ...opened };
}

export function routeHref({ person, screen }: Route): string {
  return ['#/as', person, screen.at, ...detailsOf(screen)].join('/');
}

function detailsOf(screen: Screen): string[] {
  switch (screen.at) {
    case 'home':
    case 'faults':
      return [];
    case 'outbox':
      return screen.mailId ? [screen.mailId] : [];
    case 'inspector':
      return screen.entryId ? [screen.entryId] : [];
    case 'dm':
      return screen.threadTs ? ['thread', screen.threadTs] : [];
    case 'channel':
      return [screen.name, ...(screen.threadTs ? ['thread', screen.threadTs] : [])];
  }
}

export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const follow = () => setHash(location.hash);
    // It may have changed since it was first read.
    follow();
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return useMemo(() => parseRoute(hash), [hash]);
}
