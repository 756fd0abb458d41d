import type { ControlProps } from './control-props.ts';

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
