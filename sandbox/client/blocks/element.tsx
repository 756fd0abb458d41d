import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { initialValue, type Stateful, type Typed } from '../../shared/inputs.ts';
import type { ActionElement, Button } from '../../validation/elements.ts';
import { Icon } from '../icon.tsx';
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
  const [isOpen, setOpen] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  const menuId = useId();
  useLayoutEffect(() => {
    if (!isOpen) return;
    menu.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
    const leave = (event: Event) => {
      if (!(event.target instanceof Node && menu.current?.contains(event.target))) setOpen(false);
    };
    addEventListener('pointerdown', leave);
    return () => removeEventListener('pointerdown', leave);
  }, [isOpen]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isOpen) return;
    const items = [...(menu.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
    const at = items.findIndex((item) => item.matches(':focus'));
    if (event.key === 'Escape') {
      event.preventDefault();
      setOpen(false);
      menu.current?.querySelector('button')?.focus();
    } else if (event.key === 'ArrowDown') items[(at + 1) % items.length]?.focus();
    else if (event.key === 'ArrowUp') items[(at - 1 + items.length) % items.length]?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the menu inside, wherever in it the focus is.
    <div class="overflow" ref={menu} onKeyDown={onKeyDown}>
      <button
        type="button"
        class="button"
        aria-label="More actions"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={menuId}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="more" />
      </button>
      {isOpen && (
        <div role="menu" id={menuId} class="overflow-menu">
          {element.options.map((option) => (
            <button
              key={option.value}
              type="button"
              role="menuitem"
              onClick={() => {
                setOpen(false);
                if (option.url) open(option.url, '_blank', 'noreferrer');
                operate({ blockId, actionId: element.action_id ?? '' }, option.value, element.confirm);
              }}
            >
              {option.text.text}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

function ActingField({ element, blockId, label }: Props<Stateful>) {
  const { held, hold, operate } = useSurface();
  const id = { blockId, actionId: element.action_id ?? '' };
  const fieldId = useId();
  const change = (value: Typed) => {
    hold(id, value);
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
