import { useId } from 'preact/hooks';
import { initialValue, type Stateful, type Typed } from '../../shared/inputs.ts';
import type { ActionElement, Button } from '../../validation/elements.ts';
import { Menu } from '../menu.tsx';
import { FieldControl } from './field-control.tsx';
import { useSurface } from './surface.tsx';

interface Props<T = ActionElement> {
  element: T;
  blockId: string;
  /** What the element is called where it has no words of its own. */
  label: string;
}

/** An element that acts at once, outside of an input block. */
export function Element({ element, ...rest }: Props) {
  if (element.type === 'button') return <PlainButton element={element} {...rest} />;
  if (element.type === 'overflow') return <OverflowMenu element={element} {...rest} />;
  return <ActingField element={element} {...rest} />;
}

function PlainButton({ element, blockId }: Props<Button>) {
  const { operate, busy } = useSurface();
  const actionId = element.action_id ?? '';
  const waiting = busy === `${blockId}/${actionId}`;
  const press = () => {
    if (element.url) open(element.url, '_blank', 'noreferrer');
    operate({ blockId, actionId }, null, element.confirm);
  };
  return (
    <button
      type="button"
      class={`button ${element.style ?? ''}`}
      aria-label={element.accessibility_label}
      aria-busy={waiting}
      disabled={waiting}
      onClick={press}
    >
      {waiting && <span class="spinner" />}
      {element.text.text}
    </button>
  );
}

function OverflowMenu({ element, blockId }: Props<Extract<ActionElement, { type: 'overflow' }>>) {
  const { operate } = useSurface();
  const items = element.options.map((option) => ({
    key: option.value,
    text: option.text.text,
    choose: () => {
      if (option.url) open(option.url, '_blank', 'noreferrer');
      operate({ blockId, actionId: element.action_id ?? '' }, option.value, element.confirm);
    },
  }));
  return <Menu label="More actions" icon="more" items={items} />;
}

function ActingField({ element, blockId, label }: Props<Stateful>) {
  const { held, hold, operate } = useSurface();
  const id = { blockId, actionId: element.action_id ?? '' };
  const fieldId = useId();
  const change = (value: Typed) => {
    hold(id, value);
    // What is only half typed into such a menu is no choice yet.
    if (element.type === 'external_select' && value === null) return;
    operate(id, value, 'confirm' in element ? element.confirm : undefined);
  };
  const name = 'placeholder' in element ? (element.placeholder?.text ?? label) : label;
  return (
    <div class="acting-field">
      <FieldControl
        element={element}
        blockId={blockId}
        fieldId={fieldId}
        name={name}
        value={held(id) ?? initialValue(element)}
        onChange={change}
        labelled={false}
      />
    </div>
  );
}
