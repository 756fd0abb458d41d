import { randomBytes } from 'node:crypto';
import { identifyBlocks } from './identify-blocks.ts';
import type { TypedValues } from './shared/inputs.ts';
import type { Option } from './validation/texts.ts';
import type { ModalView } from './validation/views.ts';

const deepest = 3;

/** A modal on a person's screen. */
export interface OpenModal {
  id: string;
  personId: string;
  hash: string;
  rootId: string;
  previousId: string | null;
  view: ModalView;
  typed: TypedValues;
  /** Options that the app has suggested for external menus. */
  suggested: Option[];
}

type Refused = { error: 'push_limit_reached' | 'not_found' | 'hash_conflict' };

export interface Modals {
  /** Of one person, the one on top last. */
  stackOf(personId: string): OpenModal[];
  open(personId: string, view: ModalView): OpenModal;
  push(personId: string, view: ModalView): OpenModal | Refused;
  update(viewId: string, view: ModalView, hash?: string): OpenModal | Refused;
  find(viewId: string): OpenModal | undefined;
  /** Of everybody. */
  all(): OpenModal[];
  /** Takes one view away, or the whole stack; returns what has gone, the topmost first. */
  close(viewId: string, everything: boolean): OpenModal[];
}

export function newHash(): string {
  return `${Math.floor(Date.now() / 1000)}.${randomBytes(6).toString('base64url')}`;
}

export const newViewId = () => `V${randomBytes(6).toString('hex').toUpperCase()}`;

export function createModals(): Modals {
  const stacks = new Map<string, OpenModal[]>();
  const stackOf = (personId: string) => stacks.get(personId) ?? [];
  const all = () => [...stacks.values()].flat();
  const find = (viewId: string) => all().find(({ id }) => id === viewId);

  const place = (personId: string, view: ModalView, below: OpenModal[]): OpenModal => {
    const id = newViewId();
    const modal: OpenModal = {
      id,
      personId,
      hash: newHash(),
      rootId: below[0]?.id ?? id,
      previousId: below.at(-1)?.id ?? null,
      view: { ...view, blocks: identifyBlocks(view.blocks) },
      typed: {},
      suggested: [],
    };
    stacks.set(personId, [...below, modal]);
    return modal;
  };

  return {
    stackOf,
    find,
    all,
    open: (personId, view) => place(personId, view, []),
    push: (personId, view) => {
      const below = stackOf(personId);
      if (below.length === 0) return { error: 'not_found' };
      if (below.length >= deepest) return { error: 'push_limit_reached' };
      return place(personId, view, below);
    },
    update: (viewId, view, hash) => {
      const modal = find(viewId);
      if (!modal) return { error: 'not_found' };
      if (hash !== undefined && hash !== modal.hash) return { error: 'hash_conflict' };
      modal.view = { ...view, blocks: identifyBlocks(view.blocks) };
      modal.hash = newHash();
      return modal;
    },
    close: (viewId, everything) => {
      const modal = find(viewId);
      if (!modal) return [];
      const stack = stackOf(modal.personId);
      const from = everything ? 0 : stack.indexOf(modal);
      stacks.set(modal.personId, stack.slice(0, from));
      return stack.slice(from).reverse();
    },
  };
}
