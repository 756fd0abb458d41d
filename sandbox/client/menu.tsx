import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon, type IconName } from './icon.tsx';

interface MenuItem {
  key: string;
  text: string;
  description?: string;
  choose(): void;
}

interface Props {
  /** What the button is called. */
  label: string;
  icon: IconName;
  items: MenuItem[];
  /** The look of the button. */
  look?: string;
  /** Where the entries open. */
  opens?: 'below' | 'above';
}

/** A button that opens a menu, worked by mouse, finger and keyboard. */
export function Menu({ label, icon, items, look = 'button', opens = 'below' }: Props) {
  const [isOpen, setOpen] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  const menuId = useId();
  useLayoutEffect(() => {
    if (!isOpen) return;
    menu.current?.querySelector('[role=menu]')?.scrollIntoView({ block: 'nearest' });
    menu.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
    const leave = (event: Event) => {
      if (!(event.target instanceof Node && menu.current?.contains(event.target))) setOpen(false);
    };
    addEventListener('pointerdown', leave);
    addEventListener('focusin', leave);
    return () => {
      removeEventListener('pointerdown', leave);
      removeEventListener('focusin', leave);
    };
  }, [isOpen]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isOpen) return;
    const entries = [...(menu.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
    const at = entries.findIndex((entry) => entry.matches(':focus'));
    const go = (to: number) => {
      event.preventDefault();
      entries[(to + entries.length) % entries.length]?.focus();
    };
    if (event.key === 'Escape') {
      event.preventDefault();
      setOpen(false);
      menu.current?.querySelector('button')?.focus();
    } else if (event.key === 'ArrowDown') go(at + 1);
    else if (event.key === 'ArrowUp') go(at - 1);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(-1);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the menu inside, wherever in it the focus is.
    <div class="overflow" ref={menu} onKeyDown={onKeyDown}>
      <button
        type="button"
        class={look}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={menuId}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name={icon} />
      </button>
      {isOpen && (
        <div role="menu" id={menuId} aria-label={label} class={`overflow-menu ${opens}`}>
          {items.map(({ key, text, description, choose }) => (
            <button
              key={key}
              type="button"
              role="menuitem"
              onClick={() => {
                setOpen(false);
                choose();
              }}
            >
              {text}
              {description && <small>{description}</small>}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
