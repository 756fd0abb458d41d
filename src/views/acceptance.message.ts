import { announcement, bold, mentioned, type Person, plain } from './rich-text.ts';

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

function withArticle(roleName: string): string {
  return `${/^[aeiou]/i.test(roleName) ? 'an' : 'a'} ${roleName}`;
}
