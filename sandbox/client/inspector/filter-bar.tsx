import type { TrafficEntry } from '../../shared/traffic-entry.ts';

export interface Filter {
  words: string;
  way: TrafficEntry['way'] | 'all';
  onlyProblems: boolean;
}

interface Props {
  filter: Filter;
  onFilter: (filter: Filter) => void;
}

const ways = [
  ['all', 'All'],
  ['call', 'Calls'],
  ['delivery', 'Deliveries'],
] as const;

export function FilterBar({ filter, onFilter }: Props) {
  return (
    <search class="filter-bar">
      <input
        type="search"
        aria-label="Filter"
        placeholder="Filter by method, kind or text"
        value={filter.words}
        onInput={(event) => onFilter({ ...filter, words: event.currentTarget.value })}
      />
      <fieldset class="segments">
        <legend class="unseen">Show</legend>
        {ways.map(([way, label]) => (
          <label key={way}>
            <input
              type="radio"
              name="way"
              checked={filter.way === way}
              onChange={() => onFilter({ ...filter, way })}
            />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
      <label class="choice">
        <input
          type="checkbox"
          checked={filter.onlyProblems}
          onChange={(event) => onFilter({ ...filter, onlyProblems: event.currentTarget.checked })}
        />
        Only problems
      </label>
    </search>
  );
}
