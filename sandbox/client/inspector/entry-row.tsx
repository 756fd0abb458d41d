import type { TrafficEntry } from '../../shared/traffic-entry.ts';
import { Icon } from '../icon.tsx';

interface Props {
  entry: TrafficEntry;
  href: string;
  isOpen: boolean;
}

/** A call goes up to Slack, a delivery down to the app. */
export function EntryRow({ entry, href, isOpen }: Props) {
  const { way, name, about, outcome, ms, problems } = entry;
  return (
    <a
      class={`entry-row ${problems.length > 0 ? 'has-problem' : ''}`}
      href={href}
      {...(isOpen ? { 'aria-current': 'true' as const } : {})}
    >
      <span class={`way ${way}`}>
        <Icon name={way === 'call' ? 'up' : 'down'} />
        <span class="unseen">{way === 'call' ? 'Call' : 'Delivery'} </span>
      </span>
      <span class="entry-name">{name}</span>
      <span class="entry-outcome">{outcome}</span>
      <span class="entry-about">{problems.at(-1) ?? about}</span>
      <span class="entry-time">
        <time dateTime={new Date(entry.at).toISOString()}>{clock(entry.at)}</time> · {ms} ms
      </span>
    </a>
  );
}

export const clock = (at: number) =>
  new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
