import type { Stateful, Typed } from '../../shared/inputs.ts';

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

/** What every control of a field has. */
export function common({ element, fieldId, name, labelled, required, invalid, described }: ControlProps) {
  return {
    id: fieldId,
    'aria-invalid': invalid ?? false,
    'aria-required': required ?? false,
    ...(labelled ? {} : { 'aria-label': name }),
    ...(described ? { 'aria-describedby': described } : {}),
    ...('focus_on_load' in element && element.focus_on_load ? { 'data-focus-on-load': '' } : {}),
  };
}
