import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { completionAt, type Offer } from './completion.ts';
import { CompletionList } from './completion-list.tsx';
import { Icon } from './icon.tsx';
import { useSession } from './session.ts';
import { Shortcuts } from './shortcuts.tsx';

interface Props {
  channel: string;
  title: string;
  /** The thread it answers in; absent below the conversation itself. */
  threadTs?: string;
}

/** What was written and not sent, for as long as the page is open. */
const drafts = new Map<string, string>();

export function Composer({ channel, title, threadTs }: Props) {
  const { snapshot, ask, notify } = useSession();
  const draftKey = `${snapshot.me.id}/${channel}/${threadTs}`;
  const [text, setText] = useState(() => drafts.get(draftKey) ?? '');
  const [caret, setCaret] = useState(text.length);
  const [chosen, setChosen] = useState(0);
  const [dismissed, setDismissed] = useState(false);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const modalOpen = snapshot.modals.length > 0;
  const isReply = threadTs !== undefined;

  useEffect(() => {
    drafts.set(draftKey, text);
  }, [draftKey, text]);
  // Not while a form is open: the form has the focus then, and gives it back here when it closes.
  useLayoutEffect(() => {
    if (!modalOpen && matchMedia('(pointer: fine)').matches) field.current?.focus();
  }, [modalOpen]);
  // As in Slack: who types while nothing has the focus means the message.
  useEffect(() => {
    if (modalOpen || isReply) return;
    const catchLetters = (event: KeyboardEvent) => {
      const isLetter = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (isLetter && document.activeElement === document.body) field.current?.focus();
    };
    addEventListener('keydown', catchLetters);
    return () => removeEventListener('keydown', catchLetters);
  }, [modalOpen, isReply]);
  useLayoutEffect(() => {
    const shown = field.current;
    if (shown && shown.selectionStart !== caret) shown.setSelectionRange(caret, caret);
  }, [caret]);

  // There are no commands in threads, and so none is offered.
  const offering = isReply ? { ...snapshot, commands: [] } : snapshot;
  const completion = dismissed ? undefined : completionAt(text, caret, offering);
  const typedCommand = offering.commands.find(({ command }) => text.startsWith(`${command} `));

  const write = (next: string, at: number) => {
    setText(next);
    setCaret(at);
    setChosen(0);
  };
  const complete = ({ insert }: Offer) => {
    const before = `${text.slice(0, completion?.from)}${insert} `;
    write(before + text.slice(caret).trimStart(), before.length);
    field.current?.focus();
  };
  const send = async () => {
    const line = text.trim();
    if (line === '' || busy) return;
    write('', 0);
    setBusy(true);
    const told = await ask.say(channel, line, threadTs);
    setBusy(false);
    if (told.ok === false && told.message) {
      notify(told.message);
      write(line, line.length);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const offers = completion?.offers ?? [];
    const offer = offers[chosen];
    const isWhole = snapshot.commands.some(({ command }) => command === text);
    if (offer && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setChosen((chosen + step + offers.length) % offers.length);
    } else if (offer && (event.key === 'Tab' || (event.key === 'Enter' && !isWhole)) && !event.shiftKey) {
      event.preventDefault();
      complete(offer);
    } else if (offer && event.key === 'Escape') {
      event.stopPropagation();
      setDismissed(true);
    } else if (event.key === 'Enter' && !event.shiftKey) {
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
      {completion && (
        <CompletionList id={listId} completion={completion} chosen={chosen} onChoose={complete} />
      )}
      {typedCommand && !completion && (
        <p class="usage">
          <strong>{typedCommand.command}</strong> <code>{typedCommand.usageHint}</code>
        </p>
      )}
      <Shortcuts />
      <textarea
        ref={field}
        rows={Math.min(6, text.split('\n').length)}
        value={text}
        aria-label={isReply ? `Reply to the thread in ${title}` : `Message ${title}`}
        placeholder={isReply ? 'Reply…' : `Message ${title} · / for commands`}
        aria-autocomplete="list"
        {...(completion ? { 'aria-controls': listId, 'aria-activedescendant': `${listId}-${chosen}` } : {})}
        onInput={({ currentTarget: { value, selectionStart } }) => {
          write(value, selectionStart);
          setDismissed(false);
        }}
        onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
      />
      <button type="submit" class="send" aria-label="Send" disabled={text.trim() === '' || busy}>
        {busy ? <span class="spinner" /> : <Icon name="send" />}
      </button>
    </form>
  );
}
