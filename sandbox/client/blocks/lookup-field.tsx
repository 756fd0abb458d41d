import { useRef, useState } from 'preact/hooks';
import { optionsOf } from '../../shared/inputs.ts';
import { textOf } from '../../shared/plain-text.ts';
import type { Suggestions } from '../../shared/suggestions.ts';
import { Icon } from '../icon.tsx';
import { useSession } from '../session.ts';
import { common } from './common-attributes.ts';
import type { ControlProps } from './control-props.ts';
import { useSurface } from './surface.tsx';

/** A menu whose options the app looks up while the person types; one choice, or several with a cross each. */
export function LookupField(props: ControlProps) {
  const { element, blockId, fieldId, value, onChange } = props;
  const { ask } = useSession();
  const { place } = useSurface();
  const known = useRef(new Map(optionsOf(element).map((option) => [option.value, textOf(option.text)])));
  const latest = useRef('');
  const several = element.type === 'multi_external_select';
  const chosen = Array.isArray(value) ? value : [];
  const [query, setQuery] = useState(typeof value === 'string' ? (known.current.get(value) ?? '') : '');
  const [told, setTold] = useState<Suggestions & { query: string }>();
  const shortest = ('min_query_length' in element ? element.min_query_length : undefined) ?? 3;

  const choose = (text: string, found: Suggestions) => {
    const options = found.groups.flatMap(({ options: grouped }) => grouped);
    for (const option of options) known.current.set(option.value, textOf(option.text));
    const one = options.find((option) => textOf(option.text) === text)?.value ?? null;
    if (!several) {
      if (one !== value) onChange(one);
    } else if (one !== null) {
      setQuery('');
      if (!chosen.includes(one)) onChange([...chosen, one]);
    }
  };
  const type = async (text: string) => {
    setQuery(text);
    latest.current = text;
    // Whoever takes what is offered has not typed: there is nothing to look up.
    if (told && labelsOf(told).includes(text)) return choose(text, told);
    const found = await ask.suggest({ place, blockId, actionId: element.action_id ?? '', query: text });
    // An answer to what is no longer typed is no answer.
    if (latest.current !== text) return;
    setTold({ ...found, query: text });
    choose(text, found);
  };
  const offered = told?.groups.flatMap(({ label, options }) => options.map((option) => ({ label, option })));
  const placeholder = 'placeholder' in element ? element.placeholder?.text : undefined;
  return (
    <div class="lookup">
      {chosen.length > 0 && (
        <ul class="chosen">
          {chosen.map((one) => (
            <li key={one}>
              {known.current.get(one) ?? one}
              <button
                type="button"
                aria-label={`Remove ${known.current.get(one) ?? one}`}
                onClick={() => onChange(chosen.filter((other) => other !== one))}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <input
        {...common(props)}
        type="text"
        autocomplete="off"
        list={`${fieldId}-options`}
        placeholder={placeholder}
        value={query}
        onInput={(event) => void type(event.currentTarget.value)}
      />
      <datalist id={`${fieldId}-options`}>
        {offered?.map(({ label, option }) => (
          <option key={option.value} value={textOf(option.text)} label={label || undefined} />
        ))}
      </datalist>
      <p class="hint" role="status">
        {statusOf(query, shortest, told)}
      </p>
    </div>
  );
}

function labelsOf({ groups }: Suggestions): string[] {
  return groups.flatMap(({ options }) => options.map((option) => textOf(option.text)));
}

function statusOf(query: string, shortest: number, told: (Suggestions & { query: string }) | undefined) {
  if (query === '') return '';
  if (query.length < shortest) return `Type at least ${shortest} characters.`;
  if (told && labelsOf(told).includes(query)) return '';
  if (told?.query !== query) return 'Looking…';
  if (told.problem) return told.problem;
  const count = told.groups.reduce((sum, { options }) => sum + options.length, 0);
  return count === 0 ? 'Nothing was found.' : '';
}
