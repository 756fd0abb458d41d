/** What is wrong with an entry, or with where one has to be. */
export type Flaw =
  /** It is not what was sealed. */
  | 'CHANGED'
  /** A link covers an entry that is gone. */
  | 'ENTRY_REMOVED'
  /** A link is gone, with its entry or without. */
  | 'LINK_REMOVED'
  /** It was written before it was sealed, and is gone. */
  | 'REMOVED_UNSEALED'
  /** Its link belongs behind another one. */
  | 'ORDER'
  /** It says that it is older than what was sealed long before it, or has no link where later ones have. */
  | 'SLIPPED_IN'
  /** It waits to be sealed for longer than that takes. */
  | 'NOT_SEALED'
  /** It was sealed with another APP_SECRET, and cannot be judged. */
  | 'OTHER_SECRET';

export interface Finding {
  flaw: Flaw;
  workspaceId: string;
  entryId: bigint;
  /** What it says; null: it is gone. */
  entry: { at: Date; action: string } | null;
  /** In the chain; undefined: it has no link. */
  position: bigint | undefined;
}
