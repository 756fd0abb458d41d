import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { EmptyConversation } from './empty-conversation.tsx';
import { useFirstSteps } from './first-steps.ts';
import { Icon } from './icon.tsx';
import { MessageField } from './message-field.tsx';
import { MessageList } from './message-list.tsx';
import { firstUnread, markReadUntil } from './read-messages.ts';
import { repliesTo } from './replies.ts';
import { type Route, routeHref, type Screen } from './route.ts';
import { useSession } from './session.ts';
import { ThreadPane } from './thread-pane.tsx';
import { WelcomeCard } from './welcome-card.tsx';

interface Props {
  route: Route;
  screen: Extract<Screen, { at: 'channel' | 'dm' }>;
}

export function Conversation({ route, screen }: Props) {
  const { snapshot, ask } = useSession();
  const list = useRef<HTMLDivElement>(null);
  const isDirect = screen.at === 'dm';
  const conversation = snapshot.conversations.find((one) =>
    screen.at === 'dm'
      ? one.kind === 'dm'
      : one.kind === 'channel' && (one.name === screen.name || one.id === screen.name),
  );
  const [firstNew] = useState(() => conversation && firstUnread(snapshot.me.id, conversation));
  const firstSteps = useFirstSteps();
  const cast = snapshot.cast.state;
  const all = conversation?.messages ?? [];
  const shown = all.filter(({ ts, threadTs, broadcast }) => !threadTs || threadTs === ts || broadcast);
  const count = shown.length;
  useLayoutEffect(() => {
    // The first steps above change their height with the cast.
    if (count > 0 && cast) list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [count, cast]);

  const id = conversation?.id;
  const newest = all.at(-1)?.ts;
  const me = snapshot.me.id;
  useEffect(() => {
    if (id && newest) markReadUntil(me, id, newest);
  }, [me, id, newest]);

  useEffect(() => {
    if (isDirect) void ask.openHome('messages');
  }, [ask, isDirect]);

  if (!conversation)
    return (
      <section class="screen">
        <header class="screen-head">
          <h1>
            <Icon name="channel" />
            {screen.at === 'channel' && screen.name}
          </h1>
        </header>
        <div class="empty">
          <Icon name="channel" />
          <h2>{snapshot.me.fullName} is not here</h2>
          <p>Choose a channel on the left, or somebody who is in this one.</p>
        </div>
      </section>
    );
  const title = isDirect ? conversation.name : `#${conversation.name}`;
  const { threadTs, ...closed } = screen;
  const threadHref = (ts: string) => routeHref({ ...route, screen: { ...closed, threadTs: ts } });
  return (
    <div class={`split ${threadTs ? 'has-thread' : ''}`}>
      <section class="screen" aria-label={title}>
        <header class="screen-head">
          <h1>
            <Icon name={isDirect ? 'message' : 'channel'} />
            {conversation.name}
          </h1>
          <p>{conversation.topic}</p>
        </header>
        {!isDirect && <WelcomeCard />}
        <div class="messages" ref={list}>
          {count === 0 && (isDirect || !firstSteps) && <EmptyConversation conversation={conversation} />}
          <MessageList
            label={`Messages in ${title}`}
            channel={conversation.id}
            messages={shown}
            firstNew={firstNew}
            threadOf={(ts) => ({
              href: threadHref(ts),
              replies: repliesTo(ts, all).filter(({ ephemeral }) => !ephemeral),
            })}
          />
        </div>
        <MessageField channel={conversation.id} title={title} />
      </section>
      {threadTs && (
        <ThreadPane
          key={threadTs}
          channel={conversation.id}
          title={title}
          rootTs={threadTs}
          messages={all}
          back={routeHref({ ...route, screen: closed })}
        />
      )}
    </div>
  );
}
