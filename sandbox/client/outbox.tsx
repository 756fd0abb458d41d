import { useEffect, useState } from 'preact/hooks';
import type { SnapshotMail } from '../shared/snapshot.ts';
import { Icon } from './icon.tsx';
import { markRead, useReadMails } from './read-mails.ts';
import { type Route, routeHref } from './route.ts';
import { useSession } from './session.ts';

export function Outbox({ route, mailId }: { route: Route; mailId: string | undefined }) {
  const { snapshot } = useSession();
  const read = useReadMails();
  const { mails } = snapshot;
  const open = mails.find(({ id }) => id === mailId);
  return (
    <section class="screen" aria-label="Outbox">
      <header class="screen-head">
        <h1>
          <Icon name="mail" />
          Outbox
        </h1>
        <p>Every mail that {snapshot.app.name} would have sent</p>
      </header>
      {mails.length === 0 ? (
        <div class="empty">
          <Icon name="mail" />
          <h2>No mail yet</h2>
          <p>
            Invite somebody with <code>/invite</code>, and the mail with their personal link turns up here.
          </p>
        </div>
      ) : (
        <div class={`outbox ${open ? 'has-open' : ''}`}>
          <ul class="mails" aria-label="Mails">
            {mails.map((mail) => (
              <li key={mail.id}>
                <a
                  class={`mail ${read.has(mail.id) ? '' : 'unread'}`}
                  href={routeHref({ person: route.person, screen: { at: 'outbox', mailId: mail.id } })}
                  {...(mail.id === mailId ? { 'aria-current': 'true' as const } : {})}
                >
                  <span class="mail-to">{mail.to}</span>
                  <time dateTime={mail.createdAt}>{time(mail.createdAt)}</time>
                  <span class="mail-subject">{mail.subject}</span>
                </a>
              </li>
            ))}
          </ul>
          {open ? (
            <OpenMail
              key={open.id}
              mail={open}
              back={routeHref({ person: route.person, screen: { at: 'outbox' } })}
            />
          ) : (
            <div class="empty">
              <Icon name="mail" />
              <p>Choose a mail to read it as its recipient does.</p>
            </div>
          )}
        </div>
      )}
    </section>
  );
}

function OpenMail({ mail, back }: { mail: SnapshotMail; back: string }) {
  const [asText, setAsText] = useState(false);
  useEffect(() => markRead(mail.id), [mail.id]);
  return (
    <article class="open-mail" aria-label={mail.subject}>
      <header>
        <a class="back" href={back}>
          ← All mails
        </a>
        <h2>{mail.subject}</h2>
        <p>
          {mail.from} → {mail.to} · <time dateTime={mail.createdAt}>{time(mail.createdAt)}</time>
        </p>
        <fieldset class="segments">
          <legend class="unseen">Show as</legend>
          <label>
            <input type="radio" name="as" checked={!asText} onChange={() => setAsText(false)} />
            <span>HTML</span>
          </label>
          <label>
            <input type="radio" name="as" checked={asText} onChange={() => setAsText(true)} />
            <span>Text</span>
          </label>
        </fieldset>
      </header>
      {asText ? (
        <pre>{withLinks(mail.text)}</pre>
      ) : (
        <iframe
          title={mail.subject}
          src={`/sandbox/mail/${encodeURIComponent(mail.id)}`}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
        />
      )}
    </article>
  );
}

function withLinks(text: string) {
  return text.split(/(https?:\/\/\S+)/).map((part) =>
    part.startsWith('http') ? (
      <a key={part} href={part} target="_blank" rel="noreferrer">
        {part}
      </a>
    ) : (
      part
    ),
  );
}

const time = (moment: string) =>
  new Date(moment).toLocaleTimeString([], { hour: 'numeric', minute: '2-digit' });
