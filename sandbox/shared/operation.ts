import type { Typed, TypedValues } from './inputs.ts';

/** Where an element stands. */
export type Place =
  | { kind: 'message'; channel: string; ts: string }
  | { kind: 'modal'; viewId: string }
  | { kind: 'home' };

/** What a person does with an element that acts at once. */
export interface Operation {
  place: Place;
  blockId: string;
  actionId: string;
  /** What was chosen; nothing for a button. */
  value?: Typed;
  /** The other fields of the same surface as they stand. */
  typed?: TypedValues;
}
