import type { SnapshotMessage } from '../shared/snapshot.ts';
import { MessageItem, type ThreadOf } from './message-item.tsx';

interface Props {
  label: string;
  channel: string;
  messages: SnapshotMessage[];
  /** The first message that was new when the person came here. */
  firstNew?: string | undefined;
  /** What is known of a message's thread; absent within a thread. */
  threadOf?: ThreadOf;
  /** Stands above the first message in place of its day. */
  heading?: string;
}

/** Messages in order, with a line where another day begins, and where the new ones do. */
export function MessageList({ label, channel, messages, firstNew, threadOf, heading }: Props) {
  return (
    <ol aria-label={label} aria-live="polite">
      {messages.flatMap((message, at) => {
        const before = messages[at - 1];
        const day = dayOf(message);
        const begins = !before || dayOf(before) !== day;
        const isNew = message.ts === firstNew;
        return [
          begins && (
            <li key={`day ${day}`} class="day">
              <span>{(!before && heading) || dayName(message)}</span>
            </li>
          ),
          isNew && (
            <li key="new" class="day new">
              <span>New</span>
            </li>
          ),
          <MessageItem
            key={message.ts}
            message={message}
            channel={channel}
            follows={!begins && !isNew && follows(before, message)}
            {...(threadOf ? { threadOf } : {})}
          />,
        ];
      })}
    </ol>
  );
}

const momentOf = ({ ts }: SnapshotMessage) => new Date(Number(ts) * 1000);
const dayOf = (message: SnapshotMessage) => momentOf(message).toDateString();

function dayName(message: SnapshotMessage): string {
  const moment = momentOf(message);
  const yesterday = new Date();
  if (moment.toDateString() === yesterday.toDateString()) return 'Today';
  yesterday.setDate(yesterday.getDate() - 1);
  if (moment.toDateString() === yesterday.toDateString()) return 'Yesterday';
  return moment.toLocaleDateString('en-US', { weekday: 'long', month: 'long', day: 'numeric' });
}

/** Whether a message continues the one before, so that its author need not be named again. */
function follows(before: SnapshotMessage, message: SnapshotMessage): boolean {
  return (
    before.user === message.user &&
    before.ephemeral === message.ephemeral &&
    !message.ephemeral &&
    Number(message.ts) - Number(before.ts) < 300
  );
}
