import { useLayoutEffect, useRef } from 'preact/hooks';
import type { SnapshotMessage } from '../shared/snapshot.ts';
import { Icon } from './icon.tsx';
import { MessageField } from './message-field.tsx';
import { MessageList } from './message-list.tsx';
import { repliesTo, replyCount } from './replies.ts';

interface Props {
  channel: string;
  title: string;
  rootTs: string;
  /** All messages of the conversation. */
  messages: SnapshotMessage[];
  /** Where the conversation is without the thread. */
  back: string;
}

/** A message and what was answered to it. */
export function ThreadPane({ channel, title, rootTs, messages, back }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const root = messages.find(({ ts }) => ts === rootTs);
  const replies = repliesTo(rootTs, messages);
  useLayoutEffect(() => {
    if (replies.length > 0) list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [replies.length]);
  return (
    <aside
      class="thread screen"
      aria-label="Thread"
      onKeyDown={(event) => {
        if (event.key === 'Escape') location.hash = back;
      }}
    >
      <header class="screen-head">
        <h2>Thread</h2>
        <p>{title}</p>
        <a class="icon-button" href={back} aria-label="Close thread">
          <Icon name="close" />
        </a>
      </header>
      {root ? (
        <>
          <div class="messages" ref={list}>
            <MessageList label="The message" channel={channel} messages={[root]} />
            {replies.length > 0 && (
              <MessageList
                label="Replies"
                channel={channel}
                messages={replies}
                heading={replyCount(replies)}
              />
            )}
          </div>
          <MessageField channel={channel} title={title} threadTs={rootTs} />
        </>
      ) : (
        <p class="empty">This message is no longer there.</p>
      )}
    </aside>
  );
}
