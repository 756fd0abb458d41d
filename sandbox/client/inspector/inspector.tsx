import { useState } from 'preact/hooks';
import type { TrafficEntry } from '../../shared/traffic-entry.ts';
import { Icon } from '../icon.tsx';
import { useTraffic } from '../live.ts';
import { type Route, routeHref } from '../route.ts';
import { useSession } from '../session.ts';
import { EntryDetail } from './entry-detail.tsx';
import { EntryRow } from './entry-row.tsx';
import { type Filter, FilterBar } from './filter-bar.tsx';

/** Everything that the app and Slack say to each other. */
export function Inspector({ route, entryId }: { route: Route; entryId: string | undefined }) {
  const { snapshot, ask } = useSession();
  const live = useTraffic();
  const [frozen, setFrozen] = useState<TrafficEntry[]>();
  const [filter, setFilter] = useState<Filter>({ words: '', way: 'all', onlyProblems: false });
  const entries = frozen ?? live;
  const shown = entries?.filter((entry) => matches(entry, filter));
  const open = entries?.find(({ id }) => String(id) === entryId);
  const hrefOf = (id: string) => routeHref({ ...route, screen: { at: 'inspector', entryId: id } });
  const back = routeHref({ ...route, screen: { at: 'inspector' } });
  return (
    <section class="screen" aria-label="Inspector">
      <header class="screen-head">
        <h1>
          <Icon name="pulse" />
          Inspector
        </h1>
        <p>What {snapshot.app.name} and Slack say to each other</p>
        <div class="head-actions">
          <button
            type="button"
            class="button quiet"
            aria-pressed={frozen !== undefined}
            onClick={() => setFrozen(frozen ? undefined : (live ?? []))}
          >
            <Icon name={frozen ? 'play' : 'pause'} />
            {frozen ? 'Resume' : 'Pause'}
          </button>
          <button
            type="button"
            class="button quiet"
            onClick={() => {
              setFrozen(undefined);
              void ask.clearTraffic();
            }}
          >
            <Icon name="bin" />
            Clear
          </button>
        </div>
      </header>
      <div class={`inspector ${entryId ? 'has-open' : ''}`}>
        <div class="traffic">
          <FilterBar filter={filter} onFilter={setFilter} />
          {entries && shown && shown.length > 0 ? (
            <ul class="entries" aria-label="Traffic">
              {shown.map((entry) => (
                <li key={entry.id}>
                  <EntryRow entry={entry} href={hrefOf(String(entry.id))} isOpen={entry === open} />
                </li>
              ))}
            </ul>
          ) : (
            <p class="empty">{emptyWords(entries, snapshot.app.name)}</p>
          )}
        </div>
        {open ? (
          <EntryDetail key={open.id} entry={open} back={back} />
        ) : (
          <div class="empty">
            <Icon name="pulse" />
            {entryId && entries ? (
              <p>This one is no longer kept.</p>
            ) : (
              <p>Choose one to read what was sent and what was answered. Secrets are left out.</p>
            )}
          </div>
        )}
      </div>
    </section>
  );
}

function matches(entry: TrafficEntry, { words, way, onlyProblems }: Filter): boolean {
  if (way !== 'all' && entry.way !== way) return false;
  if (onlyProblems && entry.problems.length === 0) return false;
  return words === '' || JSON.stringify(entry).toLowerCase().includes(words.toLowerCase());
}

function emptyWords(entries: TrafficEntry[] | undefined, app: string): string {
  if (!entries) return 'Opening…';
  if (entries.length > 0) return 'Nothing matches the filter.';
  return `Nothing yet. Type a command, and what Slack sends to ${app} turns up here, with what ${app} asks of Slack.`;
}
