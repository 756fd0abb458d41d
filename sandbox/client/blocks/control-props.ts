import type { Stateful, Typed } from '../../shared/inputs.ts';

/** What the control of a field needs, of whatever kind it is. */
export interface ControlProps {
  element: Stateful;
  blockId: string;
  fieldId: string;
  name: string;
  value: Typed;
  onChange: (value: Typed) => void;
  /** Whether a `<label>` names it; its own name is spoken otherwise. */
  labelled: boolean;
  required?: boolean;
  invalid?: boolean;
  described?: string;
  onEnter?: () => void;
}
