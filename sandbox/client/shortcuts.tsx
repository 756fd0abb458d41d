import { useState } from 'preact/hooks';
import { Menu } from './menu.tsx';
import { useSession } from './session.ts';

interface Props {
  /** The message that they are used with; absent: those that work from anywhere. */
  message?: { channel: string; ts: string };
}

/** The app's shortcuts; nothing where it has none for this place. */
export function Shortcuts({ message }: Props) {
  const { snapshot, ask, notify } = useSession();
  const [busy, setBusy] = useState(false);
  const type = message ? 'message' : 'global';
  const offered = snapshot.shortcuts.filter((one) => one.type === type);
  if (offered.length === 0) return null;
  const choose = async (callbackId: string) => {
    if (busy) return;
    setBusy(true);
    const told = await ask.chooseShortcut(callbackId, message);
    setBusy(false);
    if (told.ok === false && told.message) notify(told.message);
  };
  return (
    <Menu
      label={message ? 'More actions' : 'Shortcuts'}
      icon={message ? 'more' : 'plus'}
      look="icon-button"
      opens={message ? 'below' : 'above'}
      items={offered.map(({ callbackId, name, description }) => ({
        key: callbackId,
        text: name,
        description: message ? snapshot.app.name : description,
        choose: () => void choose(callbackId),
      }))}
    />
  );
}
