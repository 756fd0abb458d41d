import { optionsOf, type Stateful } from '../../shared/inputs.ts';
import { textOf } from '../../shared/plain-text.ts';
import { type Session, useSession } from '../session.ts';
import { common } from './common-attributes.ts';
import type { ControlProps } from './control-props.ts';
import { FileField } from './file-field.tsx';
import { LookupField } from './lookup-field.tsx';

/** Whether the element is several controls under one legend. */
export const isGroup = ({ type }: Stateful) =>
  type === 'radio_buttons' ||
  type === 'checkboxes' ||
  (type.startsWith('multi_') && type !== 'multi_external_select');

export function FieldControl(props: ControlProps) {
  const { type } = props.element;
  if (type === 'external_select' || type === 'multi_external_select') return <LookupField {...props} />;
  if (props.element.type === 'file_input') return <FileField {...props} element={props.element} />;
  if (isGroup(props.element)) return <ChoiceGroup {...props} />;
  if (type.endsWith('_select')) return <MenuField {...props} />;
  return <TextField {...props} />;
}

function TextField(props: ControlProps) {
  const { element, value, onChange, onEnter } = props;
  const text = typeof value === 'string' ? value : '';
  const shared = {
    ...common(props),
    value: text,
    ...('placeholder' in element && element.placeholder ? { placeholder: element.placeholder.text } : {}),
    ...('max_length' in element && element.max_length ? { maxLength: element.max_length } : {}),
  };
  if (element.type === 'plain_text_input' && element.multiline)
    return <textarea {...shared} rows={4} onInput={(event) => onChange(event.currentTarget.value)} />;
  const line = {
    ...shared,
    autocomplete: 'off' as const,
    onInput: (event: { currentTarget: HTMLInputElement }) => onChange(event.currentTarget.value),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !onEnter) return;
      event.preventDefault();
      onEnter();
    },
  };
  switch (element.type) {
    case 'email_text_input':
      return <input {...line} type="email" />;
    case 'url_text_input':
      return <input {...line} type="url" />;
    case 'number_input':
      return <input {...line} type="number" />;
    case 'datepicker':
      return <input {...line} type="date" />;
    case 'timepicker':
      return <input {...line} type="time" />;
    case 'datetimepicker':
      return (
        <input
          {...line}
          type="datetime-local"
          value={text === '' ? '' : localMoment(Number(text))}
          onInput={({ currentTarget: { value: chosen } }) =>
            onChange(chosen === '' ? null : String(Math.floor(new Date(chosen).getTime() / 1000)))
          }
        />
      );
    default:
      return <input {...line} type="text" />;
  }
}

/** Seconds since 1970 as such a field wants them, in the browser's time zone. */
function localMoment(seconds: number): string {
  const moment = new Date(seconds * 1000);
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function MenuField(props: ControlProps) {
  const { element, value, onChange } = props;
  const session = useSession();
  const groups = 'option_groups' in element ? element.option_groups : undefined;
  const placeholder = ('placeholder' in element && element.placeholder?.text) || 'Choose…';
  return (
    <select
      {...common(props)}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.currentTarget.value || null)}
    >
      <option value="">{placeholder}</option>
      {groups
        ? groups.map((group) => (
            <optgroup key={group.label.text} label={group.label.text}>
              {group.options.map((option) => (
                <option key={option.value} value={option.value}>
                  {textOf(option.text)}
                </option>
              ))}
            </optgroup>
          ))
        : choicesOf(element, session).map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.text}
            </option>
          ))}
    </select>
  );
}

interface Choice {
  value: string;
  text: string;
  description?: string | undefined;
}

function choicesOf(element: Stateful, { snapshot }: Session): Choice[] {
  if (element.type.endsWith('users_select'))
    return snapshot.people.map(({ id, fullName }) => ({ value: id, text: fullName }));
  if (element.type.endsWith('conversations_select') || element.type === 'channels_select')
    return snapshot.conversations
      .filter(({ kind }) => kind === 'channel')
      .map(({ id, name }) => ({ value: id, text: `#${name}` }));
  return optionsOf(element).map((option) => ({
    value: option.value,
    text: textOf(option.text),
    description: option.description && textOf(option.description),
  }));
}

function ChoiceGroup({ element, fieldId, value, onChange }: ControlProps) {
  const session = useSession();
  const several = element.type !== 'radio_buttons';
  const chosen = Array.isArray(value) ? value : value === null ? [] : [value];
  const toggle = (option: string) =>
    onChange(chosen.includes(option) ? chosen.filter((one) => one !== option) : [...chosen, option]);
  return (
    <div class={`choices ${element.type.startsWith('multi_') ? 'menu' : ''}`}>
      {choicesOf(element, session).map((choice) => (
        <label key={choice.value} class="choice">
          <input
            type={several ? 'checkbox' : 'radio'}
            name={fieldId}
            checked={chosen.includes(choice.value)}
            onChange={() => (several ? toggle(choice.value) : onChange(choice.value))}
          />
          <span>
            {choice.text}
            {choice.description && <small>{choice.description}</small>}
          </span>
        </label>
      ))}
    </div>
  );
}
