import type { KnownBlock, ModalView } from '@slack/types';
import type { RoleComparison } from '../roles/compare-roles.ts';
import { escapeMrkdwn, plainText, section } from './text.ts';

/** So many columns stand beside each other on a phone. Slack takes tables in messages only. */
const COLUMNS = 5;
const LABEL_WIDTH = 16;
const COLUMN_WIDTH = 4;

type Role = RoleComparison['roles'][number] & { number: number };

/** Which role has which permission: a table of letters, numbered where names would not fit. */
export function compareRolesModal({ roles, groups }: RoleComparison): ModalView {
  const numbered = roles.map((role, index) => ({ ...role, number: index + 1 }));
  const parts = Array.from({ length: Math.ceil(numbered.length / COLUMNS) }, (_, index) =>
    numbered.slice(index * COLUMNS, (index + 1) * COLUMNS),
  );
  return {
    type: 'modal',
    callback_id: 'compare_roles',
    title: plainText('Compare roles'),
    close: plainText('Back'),
    blocks: parts.flatMap((part) => [section(legend(part)), table(part, groups)]),
  };
}

function legend(roles: Role[]): string {
  return roles.map(({ number, name }) => `*${number}* ${escapeMrkdwn(name)}`).join(' · ');
}

function table(roles: Role[], groups: RoleComparison['groups']): KnownBlock {
  const cells = (texts: string[]) => texts.map((text) => text.padStart(COLUMN_WIDTH)).join('');
  const lines = groups.flatMap(({ permissions }, index) => [
    ...(index === 0 ? [] : ['']),
    ...permissions.map(
      ({ permission, label }) =>
        label.padEnd(LABEL_WIDTH) +
        cells(roles.map((role) => (role.permissions.includes(permission) ? 'yes' : '–'))),
    ),
  ]);
  const head = ''.padEnd(LABEL_WIDTH) + cells(roles.map(({ number }) => `${number}`));
  return {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_preformatted',
        elements: [{ type: 'text', text: [head, ...lines].join('\n') }],
      },
    ],
  };
}
