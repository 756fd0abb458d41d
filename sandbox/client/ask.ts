import type { TypedValues } from '../shared/inputs.ts';
import type { Operation } from '../shared/operation.ts';

/** One field is told by which of them is there; see sandbox/acts. */
export interface Told {
  ok?: boolean;
  message?: string;
  outcome?: 'closed' | 'updated' | 'pushed' | 'errors' | 'failed';
  errors?: Record<string, string>;
}

export interface Suggestion {
  value: string;
  text: { text: string };
}

const unreachable =
  'The local Slack does not answer, so nothing was sent. Start it again with npm start, then repeat this.';

async function send<T>(path: string, body: unknown, otherwise: T, method = 'POST'): Promise<T> {
  try {
    const response = await fetch(`/sandbox/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return await response.json();
  } catch {
    return otherwise;
  }
}

/** Sends a file as it is; its id, or what went wrong. */
async function postFile(path: string, file: File): Promise<{ id?: string; message?: string }> {
  try {
    const response = await fetch(`/sandbox/${path}?${new URLSearchParams({ name: file.name })}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: file,
    });
    return await response.json();
  } catch {
    return { message: unreachable };
  }
}

const lost: Told = { ok: false, outcome: 'failed', message: unreachable };

/** What one person can have the sandbox do. */
export function askAs(person: string) {
  const as = (what: string) => `as/${person}/${what}`;
  return {
    say: (channel: string, text: string, threadTs?: string) =>
      send<Told>(as('say'), { channel, text, threadTs }, lost),
    operate: (operation: Operation) => send<Told>(as('operate'), operation, lost),
    submit: (viewId: string, typed: TypedValues) => send<Told>(as('submit'), { viewId, typed }, lost),
    close: (viewId: string) => send<Told>(as('close'), { viewId }, lost),
    openHome: () => send<Told>(as('home'), {}, lost),
    suggest: (lookup: { viewId: string; blockId: string; actionId: string; query: string }) =>
      send<Suggestion[]>(as('options'), lookup, []),
    upload: (file: File) => postFile(as('files'), file),
    clearTraffic: () => send<Told>('traffic', {}, lost, 'DELETE'),
    setUpCast: () => send<Told>('cast', {}, lost),
  };
}
