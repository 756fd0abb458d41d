import { type Lookup, suggestOptions } from '../acts/suggest-options.ts';
import { resolveChannel } from '../channels.ts';
import { fullName, type Person } from '../people.ts';
import { optionsOf, type Stateful, type Typed } from '../shared/inputs.ts';
import { textOf } from '../shared/plain-text.ts';
import type { Option } from '../validation/texts.ts';
import type { World } from '../world.ts';

/** What a person fills into a field, in the person's words: text, an option's text, a channel's or a person's name. */
export type Answer = string | string[];

/** The value that stands for a person's words; unknown words are a mistake told with the known ones. */
export function typedFor(
  element: Stateful,
  answer: Answer,
  label: string,
  { suggested, people }: { suggested: Option[]; people: Person[] },
): Typed {
  const one = () => {
    if (typeof answer === 'string') return answer;
    throw new Error(`${label} takes one answer.`);
  };
  const several = () => (typeof answer === 'string' ? [answer] : answer);
  const options = [...optionsOf(element), ...suggested];
  switch (element.type) {
    case 'static_select':
    case 'radio_buttons':
    case 'external_select':
      return one() === '' ? null : optionValue(options, one(), label);
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return several().map((wanted) => optionValue(options, wanted, label));
    case 'users_select':
      return userId(people, one());
    case 'multi_users_select':
      return several().map((wanted) => userId(people, wanted));
    case 'channels_select':
    case 'conversations_select':
      return one() === '' ? null : channelId(people, one());
    case 'multi_channels_select':
    case 'multi_conversations_select':
      return several().map((wanted) => channelId(people, wanted));
    case 'file_input':
      throw new Error(`${label} takes files: use attach.`);
    default:
      return one();
  }
}

/** Types into a menu whose options the app looks up; the options as a person reads them, in their groups. */
export async function suggestedTexts(world: World, person: Person, lookup: Lookup): Promise<string[]> {
  const { groups, problem } = await suggestOptions(world, person, lookup);
  if (problem) throw new Error(problem);
  return groups.flatMap(({ label, options }) =>
    options.map(({ text }) => (label ? `${label}: ${textOf(text)}` : textOf(text))),
  );
}

function optionValue(options: Option[], wanted: string, label: string): string {
  const found = options.find((option) => textOf(option.text) === wanted);
  if (found) return found.value;
  const known = options.map((option) => textOf(option.text)).join(', ');
  throw new Error(`${label} has no option "${wanted}"; it has: ${known}.`);
}

function userId(people: Person[], wanted: string): string {
  const found = people.find((one) => [one.name, one.id, fullName(one)].includes(wanted));
  if (found) return found.id;
  throw new Error(`There is nobody called ${wanted}.`);
}

function channelId(people: Person[], wanted: string): string {
  const found = resolveChannel(people, wanted);
  if (found) return found;
  throw new Error(`There is no channel ${wanted}.`);
}
