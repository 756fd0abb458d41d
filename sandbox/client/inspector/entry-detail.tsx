import type { TrafficEntry } from '../../shared/traffic-entry.ts';
import { useSession } from '../session.ts';
import { CopyButton } from './copy-button.tsx';
import { clock } from './entry-row.tsx';
import { Json } from './json.tsx';

/** One call or delivery, with everything that was said. */
export function EntryDetail({ entry, back }: { entry: TrafficEntry; back: string }) {
  const { snapshot } = useSession();
  const { way, name, about, outcome, ms, at, by, problems, request, answer } = entry;
  const { name: app } = snapshot.app;
  const direction = way === 'call' ? `${app} → Slack` : `Slack → ${app}`;
  return (
    <article class="entry-detail" aria-label={name}>
      <header>
        <a class="back" href={back}>
          ← All traffic
        </a>
        <h2>{name}</h2>
        <p>
          {[direction, about, by && (by === 'http' ? 'by HTTP' : 'by Socket Mode')]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <p>
          <time dateTime={new Date(at).toISOString()}>{clock(at)}</time>
          {` · ${outcome} after ${ms} ms`}
        </p>
        <CopyButton label="Copy Link" icon="link" text={() => location.href} />
      </header>
      {problems.length > 0 && (
        <ul class="alert error problems" aria-label="Problems">
          {problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
      <Said title={way === 'call' ? 'Arguments' : 'Payload'} value={request} />
      <Said title="Answer" value={answer} />
    </article>
  );
}

function Said({ title, value }: { title: string; value: unknown }) {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return (
    <section class="said" aria-label={title}>
      <header>
        <h3>{title}</h3>
        {text !== '' && <CopyButton label="Copy" icon="copy" text={() => text} />}
      </header>
      {text === '' ? <p class="nothing">Nothing</p> : <Json text={text} />}
    </section>
  );
}
