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

const post = <T>(path: string, body: unknown, otherwise: T) => request('POST', path, body, otherwise);

async function request<T>(method: string, path: string, body: unknown, otherwise: T): Promise<T> {
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

const lost: Told = { ok: false, outcome: 'failed', message: unreachable };

/** What one person can have the sandbox do. */
export function askAs(person: string) {
  const as = (what: string) => `as/${person}/${what}`;
  return {
    say: (channel: string, text: string) => post<Told>(as('say'), { channel, text }, lost),
    operate: (operation: Operation) => post<Told>(as('operate'), operation, lost),
    chooseShortcut: (callbackId: string, message?: { channel: string; ts: string }) =>
      post<Told>(as('shortcut'), { callbackId, ...(message ? { message } : {}) }, lost),
    submit: (viewId: string, typed: TypedValues) => post<Told>(as('submit'), { viewId, typed }, lost),
    close: (viewId: string, everything: boolean) => post<Told>(as('close'), { viewId, everything }, lost),
    openHome: () => post<Told>(as('home'), {}, lost),
    suggest: (lookup: { place: Place; blockId: string; actionId: string; query: string }) =>
      post<Suggestions>(as('options'), lookup, { groups: [], problem: unreachable }),
    inject: (fault: object) => request<Told>('POST', 'faults', fault, lost),
    forgetFault: (id: string) => request<Told>('DELETE', `faults/${id}`, undefined, lost),
    forgetFaults: () => request<Told>('DELETE', 'faults', undefined, lost),
    join: (newcomer: { name: string; firstName: string; lastName?: string; email: string }) =>
      request<Told & { id?: string }>('POST', 'people', newcomer, lost),
    setUpCast: () => post<Told>('cast', {}, lost),
  };
}
