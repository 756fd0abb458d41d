import { useId, useState } from 'preact/hooks';
import { standings } from '../shared/snapshot.ts';
import { Avatar } from './avatar.tsx';
import { useSession } from './session.ts';

const words: Record<(typeof standings)[number], string> = {
  normal: 'as at first',
  guest: 'a guest',
  single_channel_guest: 'a single-channel guest',
  stranger: 'of another company',
  deactivated: 'deactivated in Slack',
};

/** What Slack says of people, and who joins. */
export function FaultyPeople({ inject }: { inject(fault: object): Promise<void> }) {
  const { snapshot } = useSession();
  const titleId = useId();
  return (
    <section class="fault-group" aria-labelledby={titleId}>
      <h2 id={titleId}>What Slack says of people</h2>
      <ul class="fault-people">
        {snapshot.people.map((person) => (
          <li key={person.id}>
            <Avatar userId={person.id} />
            <span class="fault-words">{person.fullName} is</span>
            <select
              aria-label={`What ${person.fullName} is`}
              value={person.standing}
              onChange={(event) =>
                void inject({ fault: 'standing', person: person.name, standing: event.currentTarget.value })
              }
            >
              {standings.map((standing) => (
                <option key={standing} value={standing}>
                  {words[standing]}
                </option>
              ))}
            </select>
          </li>
        ))}
      </ul>
      <Join />
    </section>
  );
}

function Join() {
  const { ask, notify } = useSession();
  const [fullName, setFullName] = useState('');
  const [email, setEmail] = useState('');
  const nameId = useId();
  const emailId = useId();
  const join = async (event: Event) => {
    event.preventDefault();
    const [firstName = '', ...rest] = fullName.trim().split(/\s+/);
    const lastName = rest.join(' ');
    const told = await ask.join({
      name: firstName.toLowerCase(),
      firstName,
      ...(lastName ? { lastName } : {}),
      email: email.trim(),
    });
    if (told.message) return notify(told.message);
    setFullName('');
    setEmail('');
    return notify(`${firstName} has joined the team.`);
  };
  return (
    <form class="fault-join" onSubmit={join} noValidate>
      <div class="field">
        <label for={nameId}>Name</label>
        <input
          id={nameId}
          type="text"
          autocomplete="off"
          placeholder="Zoe Zimmer"
          value={fullName}
          onInput={(event) => setFullName(event.currentTarget.value)}
        />
      </div>
      <div class="field">
        <label for={emailId}>Email</label>
        <input
          id={emailId}
          type="email"
          autocomplete="off"
          placeholder="zoe@acme.example"
          value={email}
          onInput={(event) => setEmail(event.currentTarget.value)}
        />
      </div>
      <button type="submit" class="button" disabled={fullName.trim() === '' || email.trim() === ''}>
        Join the Team
      </button>
    </form>
  );
}
