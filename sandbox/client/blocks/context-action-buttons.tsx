import type { ContextAction } from '../../validation/context-actions.ts';
import { Icon, type IconName } from '../icon.tsx';
import { useSession } from '../session.ts';
import { useSurface } from './surface.tsx';

/** The quiet buttons below a message of an assistant's. */
export function ContextActionButtons({ element, blockId }: { element: ContextAction; blockId: string }) {
  const { snapshot } = useSession();
  const { operate } = useSurface();
  const id = { blockId, actionId: element.action_id ?? '' };
  const button = (icon: IconName, label: string, press: () => void) => (
    <button type="button" class="icon-button" title={label} aria-label={label} onClick={press}>
      <Icon name={icon} />
    </button>
  );
  if (element.type === 'icon_button') {
    const { visible_to_user_ids: visibleTo, accessibility_label, text, value, confirm } = element;
    if (visibleTo && !visibleTo.includes(snapshot.me.id)) return null;
    return button('trash', accessibility_label ?? text.text, () => operate(id, value ?? null, confirm));
  }
  const { positive_button: good, negative_button: bad } = element;
  return (
    <>
      {button('thumbUp', good.accessibility_label ?? good.text.text, () => operate(id, good.value))}
      {button('thumbDown', bad.accessibility_label ?? bad.text.text, () => operate(id, bad.value))}
    </>
  );
}
