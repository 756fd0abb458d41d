import { useEffect, useState } from 'preact/hooks';

export type Screen =
  | { at: 'channel'; name: string }
  | { at: 'dm' }
  | { at: 'home' }
  | { at: 'faults' }
  | { at: 'outbox'; mailId?: string };

export interface Route {
  person: string;
  screen: Screen;
}

/** The address says who one is and where, so that two tabs can be two people. */
function parseRoute(hash: string): Route {
  const parts = hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);
  const [person, at, detail] = parts[0] === 'as' ? parts.slice(1) : [undefined, ...parts];
  return { person: person || 'olivia', screen: parseScreen(at, detail) };
}

function parseScreen(at: string | undefined, detail: string | undefined): Screen {
  if (at === 'dm' || at === 'home' || at === 'faults') return { at };
  if (at === 'outbox') return detail ? { at, mailId: detail } : { at };
  return { at: 'channel', name: detail || 'general' };
}

export function routeHref({ person, screen }: Route): string {
  const detail = screen.at === 'channel' ? `/${screen.name}` : 'mailId' in screen ? `/${screen.mailId}` : '';
  return `#/as/${person}/${screen.at}${detail}`;
}

export function useRoute(): Route {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const follow = () => setRoute(parseRoute(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return route;
}
