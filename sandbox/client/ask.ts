import type { TypedValues } from '../shared/inputs.ts';
import type { Operation, Place } from '../shared/operation.ts';
import type { Suggestions } from '../shared/suggestions.ts';

/** One field is told by which of them is there; see sandbox/acts. */
export interface Told {
  ok?: boolean;
  message?: string;
  outcome?: 'closed' | 'updated' | 'pushed' | 'errors' | 'failed';
  errors?: Record<string, string>;
}

const unreachable =
  'The local Slack does not answer, so nothing was sent. Start it again with npm start, then repeat this.';

async function send<T>(path: string, body: unknown, otherwise: T, method = 'POST'): Promise<T> {
  try {
    const response = await fetch(`/sandbox/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
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
    close: (viewId: string, everything: boolean) => send<Told>(as('close'), { viewId, everything }, lost),
    openHome: (tab: 'home' | 'messages') => send<Told>(as('home'), { tab }, lost),
    suggest: (lookup: { place: Place; blockId: string; actionId: string; query: string }) =>
      send<Suggestions>(as('options'), lookup, { groups: [], problem: unreachable }),
    chooseShortcut: (callbackId: string, message?: { channel: string; ts: string }) =>
      send<Told>(as('shortcut'), { callbackId, ...(message ? { message } : {}) }, lost),
    inject: (fault: object) => send<Told>('faults', fault, lost),
    forgetFault: (id: string) => send<Told>(`faults/${id}`, {}, lost, 'DELETE'),
    forgetFaults: () => send<Told>('faults', {}, lost, 'DELETE'),
    join: (newcomer: { name: string; firstName: string; lastName?: string; email: string }) =>
      send<Told>('people', newcomer, lost),
    upload: (file: File) => postFile(as('files'), file),
    clearTraffic: () => send<Told>('traffic', {}, lost, 'DELETE'),
    setUpCast: () => send<Told>('cast', {}, lost),
  };
}
