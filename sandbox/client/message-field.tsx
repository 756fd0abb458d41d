import { Composer } from './composer.tsx';
import { useSession } from './session.ts';

interface Props {
  channel: string;
  title: string;
  /** The thread it answers in; absent below the conversation itself. */
  threadTs?: string;
}

/** Where one writes a message, or Slack's words where one cannot. */
export function MessageField(props: Props) {
  const { conversations } = useSession().snapshot;
  return conversations.find(({ id }) => id === props.channel)?.canWrite ? (
    <Composer {...props} />
  ) : (
    <p class="no-composer">Sending messages to this app has been turned off.</p>
  );
}
