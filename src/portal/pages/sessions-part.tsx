import type { OpenSession } from '../../identities/open-sessions.ts';
import { browserWords, networkWords } from '../browser-words.ts';
import type { SessionWords } from '../words/portal-words.ts';

interface SessionsPartProps {
  words: SessionWords;
  sessions: OpenSession[];
  /** The one that asks. */
  currentId: string | undefined;
}

/** Where somebody is signed in, with a way to end it everywhere else. */
export function SessionsPart({ words, sessions, currentId }: SessionsPartProps) {
  const others = sessions.filter(({ id }) => id !== currentId);
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions">{words.heading}</h2>
      <ul className="sessions">
        {sessions.map(({ id, userAgent, ipAddress, createdAt, lastUsedAt }) => (
          <li key={id}>
            <strong>{browserWords(userAgent ?? '') || words.unknownBrowser}</strong>
            {from(ipAddress)}
            <span className="soft">
              {id === currentId ? words.thisOne(createdAt) : words.other({ createdAt, lastUsedAt })}
            </span>
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <form method="post" action="/account/sessions/end">
          <button type="submit" className="quiet">
            {words.endOthers}
          </button>
        </form>
      )}
    </section>
  );
}

function from(ipAddress: string | null): string {
  const network = networkWords(ipAddress ?? '');
  return network && ` · ${network}`;
}
