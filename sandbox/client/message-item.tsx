import type { SnapshotMessage } from '../shared/snapshot.ts';
import { Avatar } from './avatar.tsx';
import { Blocks } from './blocks/blocks.tsx';
import { Mrkdwn } from './blocks/mrkdwn.tsx';
import { Surface } from './blocks/surface.tsx';
import { Icon } from './icon.tsx';
import { MessageFiles } from './message-files.tsx';
import { replyCount } from './replies.ts';
import { useSession } from './session.ts';
import { Shortcuts } from './shortcuts.tsx';

/** Where a message's thread opens, and what was answered there. */
export type ThreadOf = (ts: string) => { href: string; replies: SnapshotMessage[] };

interface Props {
  message: SnapshotMessage;
  channel: string;
  follows: boolean;
  threadOf?: ThreadOf;
}

export function MessageItem({ message, channel, follows, threadOf }: Props) {
  const { snapshot } = useSession();
  const author = snapshot.people.find(({ id }) => id === message.user)?.fullName;
  const isApp = message.user === snapshot.app.userId;
  const thread = message.ephemeral ? undefined : threadOf?.(message.threadTs ?? message.ts);
  return (
    <li class={`message ${follows ? 'follows' : ''} ${message.ephemeral ? 'ephemeral' : ''}`}>
      {follows ? <Moment ts={message.ts} /> : <Avatar userId={message.user} />}
      <div class="message-body">
        {message.ephemeral && (
          <p class="only-you">
            <Icon name="eye" />
            Only visible to you
          </p>
        )}
        {message.threadTs && thread && (
          <p class="only-you">
            Replied to <a href={thread.href}>a thread</a>
          </p>
        )}
        {!follows && (
          <p class="byline">
            <strong>{author ?? (isApp ? snapshot.app.name : 'Slackbot')}</strong>
            {!author && <span class="tag">App</span>}
            <Moment ts={message.ts} />
          </p>
        )}
        {message.blocks ? (
          <Surface place={{ kind: 'message', channel, ts: message.ts }}>
            <Blocks blocks={message.blocks} />
          </Surface>
        ) : (
          message.text && (
            <div class="text">
              <Mrkdwn text={message.text} />
              {message.edited && <span class="edited"> (edited)</span>}
            </div>
          )
        )}
        <MessageFiles files={message.files} />
        {thread && !message.threadTs && thread.replies.length > 0 && <Replies {...thread} />}
      </div>
      {!message.ephemeral && (
        <div class="message-actions">
          {thread && (
            <a class="icon-button" href={thread.href} aria-label="Reply in thread" title="Reply in thread">
              <Icon name="reply" />
            </a>
          )}
          <Shortcuts message={{ channel, ts: message.ts }} />
        </div>
      )}
    </li>
  );
}

function Replies({ href, replies }: ReturnType<ThreadOf>) {
  const authors = [...new Set(replies.map(({ user }) => user))].slice(0, 4);
  return (
    <a class="replies" href={href}>
      {authors.map((user) => (
        <Avatar key={user} userId={user} />
      ))}
      {replyCount(replies)}
    </a>
  );
}

function Moment({ ts }: { ts: string }) {
  const moment = new Date(Number(ts) * 1000);
  return (
    <time dateTime={moment.toISOString()} title={moment.toLocaleString()}>
      {moment.toLocaleTimeString([], { hour: 'numeric', minute: '2-digit' })}
    </time>
  );
}
