import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { SnapshotMessage } from '../shared/snapshot.ts';
import { Composer } from './composer.tsx';
import { MessageItem } from './message-item.tsx';
import { markReadUntil } from './read-messages.ts';
import { useSession } from './session.ts';
import { WelcomeCard } from './welcome-card.tsx';

export function Conversation({ kind, name }: { kind: 'channel' | 'dm'; name: string }) {
  const { snapshot } = useSession();
  const list = useRef<HTMLDivElement>(null);
  const conversation = snapshot.conversations.find(
    (one) => one.kind === kind && (kind === 'dm' || one.name === name),
  );
  const cast = snapshot.cast.state;
  const count = conversation?.messages.length ?? 0;
  useLayoutEffect(() => {
    // The first steps above change their height with the cast.
    if (count > 0 && cast) list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [count, cast]);

  const id = conversation?.id;
  const newest = conversation?.messages.at(-1)?.ts;
  const me = snapshot.me.id;
  useEffect(() => {
    if (id && newest) markReadUntil(me, id, newest);
  }, [me, id, newest]);

  if (!conversation)
    return (
      <section class="screen">
        <header class="screen-head">
          <h1>#{name}</h1>
        </header>
        <p class="empty">
          {snapshot.me.fullName} is not in #{name}.
        </p>
      </section>
    );
  const title = kind === 'dm' ? conversation.name : `#${conversation.name}`;
  return (
    <section class="screen" aria-label={title}>
      <header class="screen-head">
        <h1>{title}</h1>
        <p>{conversation.topic}</p>
      </header>
      {kind === 'channel' && <WelcomeCard />}
      <div class="messages" ref={list}>
        {count === 0 && kind === 'dm' && <p class="empty">{snapshot.app.name} has not written to you yet.</p>}
        <ol aria-label={`Messages in ${title}`} aria-live="polite">
          {conversation.messages.map((message, at) => (
            <MessageItem
              key={message.ts}
              message={message}
              channel={conversation.id}
              follows={follows(conversation.messages[at - 1], message)}
            />
          ))}
        </ol>
      </div>
      <Composer channel={conversation.id} title={title} />
    </section>
  );
}

/** Whether a message continues the one before, so that its author need not be named again. */
function follows(before: SnapshotMessage | undefined, message: SnapshotMessage): boolean {
  return (
    before !== undefined &&
    before.user === message.user &&
    before.ephemeral === message.ephemeral &&
    !message.ephemeral &&
    Number(message.ts) - Number(before.ts) < 300
  );
}
