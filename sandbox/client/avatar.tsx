import { useSession } from './session.ts';

const hues = [262, 205, 150, 28, 330, 95, 180];

/** Initials on a colour of one's own; the app has a square of its own. */
export function Avatar({ userId }: { userId: string }) {
  const { snapshot } = useSession();
  const at = snapshot.people.findIndex(({ id }) => id === userId);
  const person = snapshot.people[at];
  if (!person)
    return (
      <span class="avatar app-avatar" aria-hidden="true">
        {userId === snapshot.app.userId ? snapshot.app.name[0] : 'S'}
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
