import type { SnapshotMessage } from '../shared/snapshot.ts';
import { Avatar } from './avatar.tsx';
import { Blocks } from './blocks/blocks.tsx';
import { Mrkdwn } from './blocks/mrkdwn.tsx';
import { Surface } from './blocks/surface.tsx';
import { Icon } from './icon.tsx';
import { useSession } from './session.ts';
import { Shortcuts } from './shortcuts.tsx';

interface Props {
  message: SnapshotMessage;
  channel: string;
  follows: boolean;
}

export function MessageItem({ message, channel, follows }: Props) {
  const { snapshot } = useSession();
  const author = snapshot.people.find(({ id }) => id === message.user)?.fullName;
  const isApp = message.user === snapshot.app.userId;
  const moment = new Date(Number(message.ts) * 1000);
  return (
    <li class={`message ${follows ? 'follows' : ''} ${message.ephemeral ? 'ephemeral' : ''}`}>
      {!follows && <Avatar userId={message.user} />}
      <div class="message-body">
        {message.ephemeral && (
          <p class="only-you">
            <Icon name="eye" />
            Only visible to you
          </p>
        )}
        {!follows && (
          <p class="byline">
            <strong>{author ?? (isApp ? snapshot.app.name : 'Slackbot')}</strong>
            {!author && <span class="tag">App</span>}
            <time dateTime={moment.toISOString()}>
              {moment.toLocaleTimeString([], { hour: 'numeric', minute: '2-digit' })}
            </time>
          </p>
        )}
        {message.blocks ? (
          <Surface place={{ kind: 'message', channel, ts: message.ts }}>
            <Blocks blocks={message.blocks} />
          </Surface>
        ) : (
          <div class="text">
            <Mrkdwn text={message.text} />
            {message.edited && <span class="edited"> (edited)</span>}
          </div>
        )}
      </div>
      {!message.ephemeral && (
        <div class="message-actions">
          <Shortcuts message={{ channel, ts: message.ts }} />
        </div>
      )}
    </li>
  );
}
