import { z } from 'zod';
import { channels, personOfDirectMessage, resolveChannel } from '../channels.ts';
import { parseJson } from '../parse-json.ts';
import { type Person, personById } from '../people.ts';
import type { TrafficEntry } from '../shared/traffic-entry.ts';
import type { Call, Delivered, Traffic } from '../traffic.ts';

/** The newest calls and deliveries that were recorded after a number, oldest first. */
export function entriesAfter(
  { calls, deliveries }: Traffic,
  people: Person[],
  id: number,
  most: number,
): TrafficEntry[] {
  const isNewer = (one: { id: number }) => one.id > id;
  return [
    ...calls.filter(isNewer).map((one) => entryOfCall(one, people)),
    ...deliveries.filter(isNewer).map((one) => entryOfDelivery(one, people)),
  ]
    .sort((one, other) => one.id - other.id)
    .slice(-most);
}

export const countProblems = ({ calls, deliveries }: Traffic): number =>
  calls.filter((call) => callProblems(call).length > 0).length +
  deliveries.filter((delivered) => deliveryProblems(delivered).length > 0).length;

function entryOfCall(call: Call, people: Person[]): TrafficEntry {
  const { id, at, ms, method, response } = call;
  const request = legible(call.request);
  return {
    id,
    at,
    ms,
    way: 'call',
    name: method,
    about: aboutCall(request, people),
    outcome: response.error ?? 'ok',
    problems: callProblems(call),
    request,
    answer: response,
  };
}

function entryOfDelivery(delivered: Delivered, people: Person[]): TrafficEntry {
  const { id, at, ms, kind, by, body, status, outcome, answer = '' } = delivered;
  return {
    id,
    at,
    ms,
    way: 'delivery',
    name: kind,
    about: aboutDelivery(body, people),
    outcome: status === undefined ? outcome : String(status),
    problems: deliveryProblems(delivered),
    by,
    request: legible(body),
    answer: legible(answer),
  };
}

const refused = z.object({ response_metadata: z.object({ messages: z.array(z.string()) }) });

function callProblems({ response, warnings }: Call): string[] {
  if (response.ok) return warnings;
  const { data } = refused.safeParse(response);
  return [`Refused: ${response.error}`, ...(data?.response_metadata.messages ?? []), ...warnings];
}

function deliveryProblems({ outcome, status = 200, ms, retry, refused: words = [] }: Delivered): string[] {
  return [
    ...(outcome === 'late' ? [`Not acknowledged within ${(ms / 1000).toFixed(1)} s`] : []),
    ...(outcome === 'unreachable' ? ['The app could not be reached'] : []),
    ...(status >= 300 ? [`Answered with the status ${status}`] : []),
    ...(retry ? [`Try ${retry.attempt + 1}, because of ${retry.reason}`] : []),
    ...words,
  ];
}

const text = z.string().catch('');
const callFields = z.object({ channel: text, user: text, user_id: text, text });
const view = z.object({ view: z.object({ title: z.object({ text: z.string() }) }) });

function aboutCall(request: unknown, people: Person[]): string {
  const titled = view.safeParse(request);
  if (titled.success) return titled.data.view.title.text;
  const { data } = callFields.safeParse(request);
  if (!data) return '';
  const who = nameOf(people, data.user || data.user_id);
  return [placeOf(people, data.channel), who, data.text].filter(Boolean).join(' · ');
}

const anyDelivery = z.object({
  command: text,
  text,
  user_id: text,
  user: z.object({ id: z.string() }).optional().catch(undefined),
  event: z.object({ user: text }).optional().catch(undefined),
  actions: z
    .tuple([z.object({ action_id: z.string() })])
    .optional()
    .catch(undefined),
  view: z.object({ callback_id: z.string() }).optional().catch(undefined),
});

function aboutDelivery(body: unknown, people: Person[]): string {
  const { data } = anyDelivery.safeParse(body);
  if (!data) return '';
  const what = data.command
    ? `${data.command} ${data.text}`.trim()
    : (data.actions?.[0].action_id ?? data.view?.callback_id ?? '');
  return [what, nameOf(people, data.user?.id ?? data.event?.user ?? data.user_id)]
    .filter(Boolean)
    .join(' · ');
}

const nameOf = (people: Person[], id: string) => personById(people, id)?.firstName ?? id;

function placeOf(people: Person[], reference: string): string {
  const channel = channels.find(({ id }) => id === resolveChannel(people, reference));
  return channel
    ? `#${channel.name}`
    : nameOf(people, personOfDirectMessage(people, reference)?.id ?? reference);
}

/** The same with JSON that came as text taken apart. */
function legible(value: unknown): unknown {
  if (typeof value === 'string') return /^\s*[[{]/.test(value) ? (parseJson(value) ?? value) : value;
  if (Array.isArray(value)) return value.map(legible);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, legible(one)]));
}
