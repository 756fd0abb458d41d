import { useSession } from './session.ts';

const hues = [310, 245, 155, 55, 10, 340, 205];

/** Initials on a colour of one's own; the app has a square of its own. */
export function Avatar({ userId }: { userId: string }) {
  const { snapshot } = useSession();
  const at = snapshot.people.findIndex(({ id }) => id === userId);
  const person = snapshot.people[at];
  const isApp = userId === snapshot.app.userId;
  if (!person)
    return (
      <span class={`avatar ${isApp ? 'app-avatar' : 'slackbot-avatar'}`} aria-hidden="true">
        {isApp ? snapshot.app.name[0] : 'S'}
      </span>
    );
  const initials = person.fullName
    .split(' ')
    .map((word) => word[0])
    .join('');
  return (
    <span class="avatar" style={{ '--hue': String(hues[at % hues.length]) }} aria-hidden="true">
      {initials}
    </span>
  );
}
