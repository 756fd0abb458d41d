import type { KnownBlock, RichTextBlockElement } from '@slack/types';
import type { Acceptance, Announcement } from '../invitations/read-announcement.ts';
import { announcement, bold, fallbackOf, mentioned, type Part, type Person, plain } from './rich-text.ts';
import { oneLine } from './typed-text.ts';

/** For the channel: without addresses, which are not everybody's business. */
export function acceptancesForChannel({ workspaceName, count, named }: Announcement) {
  const [first] = named;
  if (count === 1 && first) {
    const { name, roleName, inviterName } = first;
    return announcement([
      bold(name),
      plain(` joined ${workspaceName} as ${roleName}, invited by ${inviterName}.`),
    ]);
  }
  return folded(
    [...names(named, count), plain(` joined ${workspaceName}.`)],
    { named, count },
    ({ name, roleName, inviterName }) => `${name} · ${roleName} · invited by ${inviterName}`,
  );
}

export function acceptancesForInviter({ workspaceName, count, named }: Announcement) {
  const [first] = named;
  if (count === 1 && first) {
    const { name, email, roleName } = first;
    const now = `is now ${withArticle(roleName)} of ${workspaceName}`;
    return announcement([bold(name), plain(` (${email}) accepted your invitation and ${now}.`)]);
  }
  return folded(
    [...names(named, count), plain(` accepted your invitations to ${workspaceName}.`)],
    { named, count },
    ({ name, email, roleName }) => `${name} · ${email} · ${roleName}`,
  );
}

interface Withdrawn {
  email: string;
  roleName: string;
  workspaceName: string;
  inviter: Person;
}

/** For the admins: somebody could not accept, because the inviter may no longer give that role. */
export function withdrawnInvitation({ email, roleName, workspaceName, inviter }: Withdrawn) {
  return announcement([
    bold(email),
    plain(` tried to join ${workspaceName} as ${roleName}, but `),
    mentioned(inviter),
    plain(
      ', who invited them, may no longer give that role. The invitation was withdrawn. To let them in, invite them again.',
    ),
  ]);
}

/** Two names at most, and how many others there are. */
function names([first, second]: Acceptance[], count: number): Part[] {
  const others = count - 2;
  if (!first || !second) return [];
  if (others === 0) return [bold(first.name), plain(' and '), bold(second.name)];
  return [
    ...[bold(first.name), plain(', '), bold(second.name)],
    plain(` and ${others} ${others === 1 ? 'other' : 'others'}`),
  ];
}

/** A sentence, and a line for each of those who are named. */
function folded(
  sentence: Part[],
  { named, count }: Pick<Announcement, 'named' | 'count'>,
  line: (acceptance: Acceptance) => string,
): { text: string; blocks: KnownBlock[] } {
  const more = count - named.length;
  const elements: RichTextBlockElement[] = [
    { type: 'rich_text_section', elements: sentence.map(({ element }) => element) },
    {
      type: 'rich_text_list',
      style: 'bullet',
      elements: named.map((one) => ({
        type: 'rich_text_section',
        elements: [{ type: 'text', text: oneLine(line(one)) }],
      })),
    },
    ...(more > 0
      ? [{ type: 'rich_text_section' as const, elements: [plain(`…and ${more} more`).element] }]
      : []),
  ];
  return { text: fallbackOf(sentence), blocks: [{ type: 'rich_text', elements }] };
}

function withArticle(roleName: string): string {
  return `${/^[aeiou]/i.test(roleName) ? 'an' : 'a'} ${roleName}`;
}
