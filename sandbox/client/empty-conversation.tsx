import type { SnapshotConversation } from '../shared/snapshot.ts';
import { Icon } from './icon.tsx';
import { useSession } from './session.ts';

/** What a conversation says of itself before anybody has written. */
export function EmptyConversation({
  conversation: { kind, name, topic },
}: {
  conversation: SnapshotConversation;
}) {
  const { snapshot } = useSession();
  const { app, me } = snapshot;
  return (
    <div class="empty">
      <Icon name={kind === 'dm' ? 'message' : 'channel'} />
      {kind === 'dm' ? (
        <>
          <h2>{app.name} has not written to you yet</h2>
          <p>Here it tells you what concerns only you, such as that somebody accepted your invitation.</p>
        </>
      ) : (
        <>
          <h2>This is the beginning of #{name}</h2>
          <p>
            {topic}. You are {me.fullName}: type <code>/invite</code> below, or <code>@</code> to mention
            somebody.
          </p>
        </>
      )}
    </div>
  );
}
