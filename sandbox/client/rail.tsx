import { useState } from 'preact/hooks';
import { Avatar } from './avatar.tsx';
import { showFirstSteps, useFirstSteps } from './first-steps.ts';
import { Icon, type IconName } from './icon.tsx';
import { useReadMails } from './read-mails.ts';
import { useUnread } from './read-messages.ts';
import { type Route, routeHref, type Screen } from './route.ts';
import { useSession } from './session.ts';
import { isDark, toggleTheme } from './theme.ts';

export function Rail({ route }: { route: Route }) {
  const { snapshot } = useSession();
  const read = useReadMails();
  const unreadMails = snapshot.mails.filter(({ id }) => !read.has(id)).length;
  const unread = useUnread(snapshot);
  const firstSteps = useFirstSteps();
  const [dark, setDark] = useState(isDark);
  const here = routeHref(route);
  const directMessage = snapshot.conversations.find(({ kind }) => kind === 'dm');

  const entry = (screen: Screen, icon: IconName, label: string, badge = 0, of = 'unread') => {
    const href = routeHref({ person: route.person, screen });
    return (
      <li>
        <a
          class={`entry ${badge > 0 ? 'unread' : ''}`}
          href={href}
          {...(here.startsWith(href) ? { 'aria-current': 'page' as const } : {})}
        >
          <Icon name={icon} />
          <span class="entry-label">{label}</span>
          {badge > 0 && (
            <span class="badge">
              {badge}
              <span class="unseen"> {of}</span>
            </span>
          )}
        </a>
      </li>
    );
  };

  return (
    <div class="rail">
      <header class="rail-head">
        <strong>{snapshot.team}</strong>
        <span class="rail-note">a local Slack</span>
        <button
          type="button"
          class="theme-button"
          aria-label={dark ? 'Use light colours' : 'Use dark colours'}
          onClick={() => {
            toggleTheme();
            setDark(isDark());
          }}
        >
          <Icon name={dark ? 'sun' : 'moon'} />
        </button>
      </header>

      <nav aria-label="You are">
        <h2>You are</h2>
        <ul class="people">
          {snapshot.people.map((person) => (
            <li key={person.id}>
              <a
                class="person"
                href={routeHref({ ...route, person: person.name })}
                {...(person.name === route.person ? { 'aria-current': 'true' as const } : {})}
              >
                <Avatar userId={person.id} />
                <span class="person-text">
                  <span class="person-name">{person.fullName}</span>
                  <span class="person-about">{person.about}</span>
                </span>
              </a>
            </li>
          ))}
        </ul>
      </nav>

      <nav aria-label="Conversations">
        <h2>Channels</h2>
        <ul>
          {snapshot.conversations
            .filter(({ kind }) => kind === 'channel')
            .map(({ id, name }) => entry({ at: 'channel', name }, 'channel', name, unread.get(id)))}
        </ul>
        <h2>App</h2>
        <ul>
          {entry({ at: 'dm' }, 'message', snapshot.app.name, directMessage && unread.get(directMessage.id))}
          {entry({ at: 'home' }, 'home', 'App Home')}
        </ul>
        <h2>Outside Slack</h2>
        <ul>
          {entry({ at: 'outbox' }, 'mail', 'Outbox', unreadMails)}
          {entry({ at: 'faults' }, 'warning', 'Faults', snapshot.faults.armed.length, 'armed')}
          {entry(
            { at: 'inspector' },
            'pulse',
            'Inspector',
            snapshot.problems,
            snapshot.problems === 1 ? 'problem' : 'problems',
          )}
        </ul>
      </nav>
      {!firstSteps && (
        <a
          class="entry first-steps"
          href={routeHref({ person: route.person, screen: { at: 'channel', name: 'general' } })}
          onClick={() => showFirstSteps(true)}
        >
          <Icon name="flag" />
          First steps
        </a>
      )}
    </div>
  );
}
