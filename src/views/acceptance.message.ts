import type { KnownBlock, RichTextElement } from '@slack/types';
import { escapeMrkdwn } from './text.ts';
import { oneLine } from './typed-text.ts';

interface Person {
  name: string;
  /** Linked to Slack or not. */
  slackUserId: string | null;
}

export interface Acceptance {
  /** Who joined. */
  person: Person;
  email: string;
  roleName: string;
  workspaceName: string;
  inviter: Person;
}

/** For the channel: without the address, which is not everybody's business. */
export function acceptanceForChannel({ person, roleName, workspaceName, inviter }: Acceptance) {
  return announcement([
    bold(person.name),
    plain(` joined ${workspaceName} as ${roleName}, invited by ${inviter.name}.`),
  ]);
}

export function acceptanceForInviter({ person, email, roleName, workspaceName }: Acceptance) {
  return announcement([
    bold(person.name),
    plain(` (${email}) accepted your invitation and is now ${withArticle(roleName)} of ${workspaceName}.`),
  ]);
}

/** For the admins: somebody could not accept, because the inviter may no longer give that role. */
export function withdrawnInvitation({ email, roleName, workspaceName, inviter }: Omit<Acceptance, 'person'>) {
  return announcement([
    bold(email),
    plain(` tried to join ${workspaceName} as ${roleName}, but `),
    mentioned(inviter),
    plain(
      ', who invited them, may no longer give that role. The invitation was withdrawn. To let them in, invite them again.',
    ),
  ]);
}

/** Elements with what notifications and screen readers get of them. In neither can a name format, link or notify. */
interface Part {
  element: RichTextElement;
  fallback: string;
}

function announcement(parts: Part[]): { text: string; blocks: KnownBlock[] } {
  return {
    text: parts.map(({ fallback }) => fallback).join(''),
    blocks: [
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: parts.map(({ element }) => element) }],
      },
    ],
  };
}

function plain(text: string): Part {
  const line = spaced(text);
  return { element: { type: 'text', text: line }, fallback: escapeMrkdwn(line) };
}

function bold(text: string): Part {
  const line = oneLine(text);
  return { element: { type: 'text', text: line, style: { bold: true } }, fallback: escapeMrkdwn(line) };
}

function mentioned({ name, slackUserId }: Person): Part {
  if (!slackUserId) return plain(name);
  return { element: { type: 'user', user_id: slackUserId }, fallback: `<@${slackUserId}>` };
}

/** Keeps the spaces at the ends, which stand between two parts. */
function spaced(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}

function withArticle(roleName: string): string {
  return `${/^[aeiou]/i.test(roleName) ? 'an' : 'a'} ${roleName}`;
}
