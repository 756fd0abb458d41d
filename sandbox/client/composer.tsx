import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Icon } from './icon.tsx';
import { useSession } from './session.ts';
import { Shortcuts } from './shortcuts.tsx';

export function Composer({ channel, title }: { channel: string; title: string }) {
  const { snapshot, ask, notify } = useSession();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const [dismissed, setDismissed] = useState(false);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const modalOpen = snapshot.modals.length > 0;

  // Not while a form is open: the form has the focus then, and gives it back here when it closes.
  useEffect(() => {
    if (!modalOpen && matchMedia('(pointer: fine)').matches) field.current?.focus();
  }, [modalOpen]);
  // As in Slack: who types while nothing has the focus means the message.
  useEffect(() => {
    if (modalOpen) return;
    const catchLetters = (event: KeyboardEvent) => {
      const isLetter = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (isLetter && document.activeElement === document.body) field.current?.focus();
    };
    addEventListener('keydown', catchLetters);
    return () => removeEventListener('keydown', catchLetters);
  }, [modalOpen]);

  const offered =
    /^\/\S*$/.test(text) && !dismissed
      ? snapshot.commands.filter(({ command }) => command.startsWith(text))
      : [];
  const typedCommand = snapshot.commands.find(({ command }) => text.startsWith(`${command} `));

  const complete = (command: string) => {
    setText(`${command} `);
    field.current?.focus();
  };
  const send = async () => {
    const line = text.trim();
    if (line === '' || busy) return;
    setText('');
    setBusy(true);
    const told = await ask.say(channel, line);
    setBusy(false);
    if (told.ok === false && told.message) {
      notify(told.message);
      setText(line);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const completion = offered[Math.min(chosen, offered.length - 1)];
    const isWhole = snapshot.commands.some(({ command }) => command === text);
    if (completion && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setChosen((chosen + step + offered.length) % offered.length);
    } else if (
      completion &&
      (event.key === 'Tab' || (event.key === 'Enter' && !isWhole)) &&
      !event.shiftKey
    ) {
      event.preventDefault();
      complete(completion.command);
    } else if (completion && event.key === 'Escape') setDismissed(true);
    else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      void send();
    }
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {offered.length > 0 && (
        <div class="completion" id={listId} role="listbox" aria-label="Commands">
          {offered.map(({ command, usageHint, description }, at) => (
            <div
              key={command}
              id={`${listId}-${at}`}
              role="option"
              tabIndex={-1}
              aria-selected={at === chosen}
              onMouseDown={(event) => {
                event.preventDefault();
                complete(command);
              }}
            >
              <strong>{command}</strong> <code>{usageHint}</code>
              <small>{description}</small>
            </div>
          ))}
        </div>
      )}
      {typedCommand && (
        <p class="usage">
          <strong>{typedCommand.command}</strong> <code>{typedCommand.usageHint}</code>
        </p>
      )}
      <Shortcuts />
      <textarea
        ref={field}
        rows={Math.min(6, text.split('\n').length)}
        value={text}
        aria-label={`Message ${title}`}
        placeholder={`Message ${title} · type / for commands`}
        aria-autocomplete="list"
        {...(offered.length > 0
          ? { 'aria-controls': listId, 'aria-activedescendant': `${listId}-${chosen}` }
          : {})}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setChosen(0);
          setDismissed(false);
        }}
        onKeyDown={onKeyDown}
      />
      <button type="submit" class="send" aria-label="Send" disabled={text.trim() === '' || busy}>
        {busy ? <span class="spinner" /> : <Icon name="send" />}
      </button>
    </form>
  );
}
