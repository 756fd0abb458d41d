import {
  currentValues,
  fieldsOf,
  optionsOf,
  type Stateful,
  type Typed,
  type TypedValues,
} from './shared/inputs.ts';
import type { Block } from './validation/blocks.ts';
import type { Option } from './validation/texts.ts';

/** What values stand for that the view itself does not list. */
interface Beside {
  /** Options that the app has suggested. */
  suggested: Option[];
  /** A file as Slack tells of it. */
  fileOf(id: string): object | undefined;
}

/** `view.state` as Slack sends it: each element's value in the shape of its type. */
export function slackState(
  blocks: Block[],
  typed: TypedValues,
  suggested: Option[] = [],
  fileOf: Beside['fileOf'] = () => undefined,
) {
  const values = currentValues(blocks, typed);
  const state: Record<string, Record<string, object>> = {};
  for (const { blockId, actionId, element } of fieldsOf(blocks))
    state[blockId] = {
      ...state[blockId],
      [actionId]: slackValue(element, values[blockId]?.[actionId] ?? null, { suggested, fileOf }),
    };
  return { values: state };
}

/** The value of one element as it stands in `state.values` and in `actions`. */
export function slackValue(element: Stateful, value: Typed, { suggested, fileOf }: Beside) {
  const { type } = element;
  const one = typeof value === 'string' && value !== '' ? value : null;
  const many = Array.isArray(value) ? value : [];
  const options = [...optionsOf(element), ...suggested];
  const optionFor = (wanted: string | null) => options.find((option) => option.value === wanted) ?? null;
  switch (type) {
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return { type, value: one };
    case 'static_select':
    case 'radio_buttons':
    case 'external_select':
      return { type, selected_option: optionFor(one) };
    case 'checkboxes':
    case 'multi_static_select':
    case 'multi_external_select':
      return { type, selected_options: many.flatMap((wanted) => optionFor(wanted) ?? []) };
    case 'users_select':
      return { type, selected_user: one };
    case 'channels_select':
      return { type, selected_channel: one };
    case 'conversations_select':
      return { type, selected_conversation: one };
    case 'multi_users_select':
      return { type, selected_users: many };
    case 'multi_channels_select':
      return { type, selected_channels: many };
    case 'multi_conversations_select':
      return { type, selected_conversations: many };
    case 'datepicker':
      return { type, selected_date: one };
    case 'datetimepicker':
      return { type, selected_date_time: one === null ? null : Number(one) };
    case 'timepicker':
      return { type, selected_time: one };
    case 'file_input':
      return { type, files: many.flatMap((id) => fileOf(id) ?? []) };
  }
}
