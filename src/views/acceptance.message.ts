import { escapeMrkdwn, mention, section } from './text.ts';

export interface Acceptance {
  /** Who joined: linked to Slack or not. */
  person: { name: string; slackUserId: string | null };
  email: string;
  roleName: string;
  workspaceName: string;
  inviter: { name: string; slackUserId: string | null };
}

/** For the channel: without the address, which is not everybody's business. */
export function acceptanceForChannel({ person, roleName, workspaceName, inviter }: Acceptance) {
  const text = `*${escapeMrkdwn(person.name)}* joined ${escapeMrkdwn(workspaceName)} as ${escapeMrkdwn(roleName)}, invited by ${escapeMrkdwn(inviter.name)}.`;
  return { text, blocks: [section(text)] };
}

export function acceptanceForInviter({ person, email, roleName, workspaceName }: Acceptance) {
  const text = `*${escapeMrkdwn(person.name)}* (${escapeMrkdwn(email)}) accepted your invitation and is now ${withArticle(roleName)} of ${escapeMrkdwn(workspaceName)}.`;
  return { text, blocks: [section(text)] };
}

/** For the admins: somebody could not accept, because the inviter may no longer give that role. */
export function withdrawnInvitation({ email, roleName, workspaceName, inviter }: Omit<Acceptance, 'person'>) {
  const text = `*${escapeMrkdwn(email)}* tried to join ${escapeMrkdwn(workspaceName)} as ${escapeMrkdwn(roleName)}, but ${mention(inviter)}, who invited them, may no longer give that role. The invitation was withdrawn. To let them in, invite them again with /invite.`;
  return { text, blocks: [section(text)] };
}

function withArticle(roleName: string): string {
  const article = /^[aeiou]/i.test(roleName) ? 'an' : 'a';
  return `${article} ${escapeMrkdwn(roleName)}`;
}
