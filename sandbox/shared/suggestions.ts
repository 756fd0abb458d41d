import type { Option } from '../validation/texts.ts';

/** What a menu offers for what was typed. */
export interface Suggestions {
  /** One without a label where the app does not group them. */
  groups: { label: string; options: Option[] }[];
  /** Why there is nothing, where something went wrong. */
  problem?: string;
}
