import { useId } from 'preact/hooks';
import { initialValue, type Typed } from '../../shared/inputs.ts';
import type { InputBlock } from '../../validation/blocks.ts';
import { Icon } from '../icon.tsx';
import { FieldControl, isGroup } from './field-control.tsx';
import { useSurface } from './surface.tsx';

/** An input block: its label, its field, what is wrong with it and its hint. */
export function InputField({ block }: { block: InputBlock }) {
  const { held, hold, operate, errors } = useSurface();
  const fieldId = useId();
  const { element } = block;
  const blockId = block.block_id ?? '';
  const id = { blockId, actionId: element.action_id ?? '' };
  const error = errors[blockId];
  const described = [block.hint && `${fieldId}-hint`, error && `${fieldId}-error`].filter(Boolean).join(' ');
  const isText =
    'dispatch_action_config' in element || (element.type.endsWith('_input') && element.type !== 'file_input');

  const change = (value: Typed) => {
    hold(id, value);
    // A text field acts on Enter, not on each letter.
    if (block.dispatch_action && !isText) operate(id, value);
  };
  const control = (
    <FieldControl
      element={element}
      blockId={blockId}
      fieldId={fieldId}
      name={block.label.text}
      value={held(id) ?? initialValue(element)}
      onChange={change}
      labelled
      required={!block.optional}
      invalid={error !== undefined}
      {...(described ? { described } : {})}
      {...(block.dispatch_action && isText
        ? { onEnter: () => operate(id, held(id) ?? initialValue(element)) }
        : {})}
    />
  );
  const optional = block.optional && <span class="optional"> (optional)</span>;
  const below = (
    <>
      {error && (
        <p class="field-error" id={`${fieldId}-error`} role="alert">
          <Icon name="warning" />
          {error}
        </p>
      )}
      {block.hint && (
        <p class="hint" id={`${fieldId}-hint`}>
          {block.hint.text}
        </p>
      )}
    </>
  );
  if (isGroup(element))
    return (
      <fieldset class="field" {...(described ? { 'aria-describedby': described } : {})}>
        <legend>
          {block.label.text}
          {optional}
        </legend>
        {control}
        {below}
      </fieldset>
    );
  return (
    <div class="field">
      <label for={fieldId}>
        {block.label.text}
        {optional}
      </label>
      {control}
      {below}
    </div>
  );
}
