import type { Contact } from '../errors.ts';
import { utcDateAndTime, utcDay } from '../utc-date.ts';
import { clipped, escapeMrkdwn, mention, slackDate } from './text.ts';

/** How names, people and dates are written: in a message, or beside a field where there is no formatting. */
export interface Style {
  typed(text: string): string;
  person(contact: Contact): string;
  slackUser(id: string): string;
  date(date: Date): string;
  /** A moment that is waited for. */
  moment(date: Date): string;
  /** Something to type into Slack. */
  command(text: string): string;
  /** So many problems of several addresses are told; the others are counted. */
  problems: number;
}

/** What people typed may be as long as they like; the first words say which it was. */
const TYPED_MAX_LENGTH = 80;

export const inMessage: Style = {
  typed: (text) => escapeMrkdwn(clipped(text, TYPED_MAX_LENGTH)),
  person: mention,
  slackUser: (id) => `<@${id}>`,
  date: slackDate,
  moment: slackDate,
  command: (text) => `\`${text}\``,
  problems: 10,
};

export const besideField: Style = {
  typed: (text) => clipped(text, TYPED_MAX_LENGTH),
  person: ({ name }) => name,
  slackUser: () => 'an owner of this Slack workspace',
  date: utcDay,
  moment: utcDateAndTime,
  command: (text) => text,
  problems: 5,
};
