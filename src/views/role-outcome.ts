import type { RoleDeleted } from '../roles/delete-role.ts';
import { escapeMrkdwn } from './text.ts';

export function roleCreatedText({ name }: { name: string }): string {
  return `The role *${escapeMrkdwn(name)}* is there now. Nobody holds it yet: choose it when you invite somebody, or with Change Role.`;
}

export function roleEditedText({ name }: { name: string }): string {
  return `The role *${escapeMrkdwn(name)}* is saved, and counts as it is now for everybody who holds it.`;
}

export function roleDeletedText({ name, replacement, people, invitations }: RoleDeleted): string {
  const moved = [
    ...(people > 0
      ? [`${people} ${people === 1 ? 'person is' : 'people are'} ${escapeMrkdwn(replacement)} now.`]
      : []),
    ...(invitations > 0
      ? [
          `${invitations} ${invitations === 1 ? 'invitation gives' : 'invitations give'} ${escapeMrkdwn(replacement)} now.`,
        ]
      : []),
  ];
  return [`The role *${escapeMrkdwn(name)}* is deleted.`, ...moved].join(' ');
}
