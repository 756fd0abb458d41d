import type { Permission, RoleKind, UserStatus } from '../../src/generated/prisma/client.ts';

/** What the rules say of roles, statuses and invitations, written a second time: without a database, and one thing after the other. */
export interface PeopleModel {
  people: Record<string, { role: string; status: UserStatus; revision: number }>;
  /** The newest of each address. */
  invitations: Record<string, { role: string; inviter: string; isOpen: boolean; sent: number }>;
  /** Of the ownership: the one that stands, by its number, and how many were made. */
  offer: { number: number; from: string; to: string; role: string } | null;
  offers: number;
}

export type Roles = Record<string, { kind: RoleKind; permissions: Permission[] }>;

/** `seen`: the revision of whom it is about, as whoever does it saw it. */
export type PeopleAct =
  | { do: 'change role'; actor: string; subject: string; role: string; seen: number }
  | {
      do: 'change status';
      actor: string;
      subject: string;
      status: 'ACTIVE' | 'INACTIVE';
      invitations: 'KEEP' | 'CANCEL';
      seen: number;
    }
  | { do: 'invite'; actor: string; address: string; role: string }
  | { do: 'accept'; address: string }
  | { do: 'offer'; actor: string; subject: string; role: string }
  /** `offer`: the number of the one that they saw. */
  | { do: 'answer'; actor: string; how: 'ACCEPT' | 'DECLINE' | 'WITHDRAW'; offer: number };

const MAILS_A_DAY = 5;
const OFFERS_A_DAY = 5;

/** What is so after somebody has tried something; the same where they may not. */
function after(model: PeopleModel, act: PeopleAct, roles: Roles): PeopleModel {
  const next = { ...model, people: copied(model.people), invitations: copied(model.invitations) };
  switch (act.do) {
    case 'change role': {
      const subject = managed(next, act, roles);
      if (!subject || subject.role === act.role || !mayGrant(next, act.actor, act.role, roles)) return model;
      Object.assign(subject, { role: act.role, revision: subject.revision + 1 });
      return next;
    }
    case 'change status': {
      const subject = managed(next, act, roles);
      if (!subject || (subject.status === 'INACTIVE') === (act.status === 'INACTIVE')) return model;
      if (act.status === 'INACTIVE' && holds(next, act.actor, 'INVITE_USERS', roles))
        settle(next, act, roles);
      Object.assign(subject, { status: act.status, revision: subject.revision + 1 });
      return next;
    }
    case 'invite': {
      const before = next.invitations[act.address];
      if (next.people[act.address] || before?.isOpen || (before?.sent ?? 0) >= MAILS_A_DAY) return model;
      if (!holds(next, act.actor, 'INVITE_USERS', roles) || !mayGrant(next, act.actor, act.role, roles)) {
        return model;
      }
      const sent = (before?.sent ?? 0) + 1;
      next.invitations[act.address] = { role: act.role, inviter: act.actor, isOpen: true, sent };
      return next;
    }
    case 'accept': {
      const invitation = next.invitations[act.address];
      if (!invitation?.isOpen) return model;
      invitation.isOpen = false;
      const { inviter, role } = invitation;
      if (holds(next, inviter, 'INVITE_USERS', roles) && mayGrant(next, inviter, role, roles)) {
        next.people[act.address] = { role, status: 'ACTIVE', revision: 1 };
      }
      return next;
    }
    case 'offer': {
      const receiver = next.people[act.subject];
      const may =
        next.people[act.actor]?.role === 'Owner' && act.actor !== act.subject && act.role !== 'Owner';
      if (!may || receiver?.status !== 'ACTIVE' || next.offer || next.offers >= OFFERS_A_DAY) return model;
      const number = next.offers + 1;
      return { ...next, offers: number, offer: { number, from: act.actor, to: act.subject, role: act.role } };
    }
    case 'answer':
      return answered(next, act) ?? model;
  }
}

/** undefined: it is not theirs to answer, or is over. */
function answered(
  next: PeopleModel,
  { actor, how, offer: seen }: Extract<PeopleAct, { do: 'answer' }>,
): PeopleModel | undefined {
  const { offer, people } = next;
  if (!offer || offer.number !== seen || actor !== (how === 'WITHDRAW' ? offer.from : offer.to))
    return undefined;
  const [from, to] = [people[offer.from], people[offer.to]];
  if (how === 'ACCEPT') {
    if (!from || to?.status !== 'ACTIVE') return undefined;
    Object.assign(from, { role: offer.role, revision: from.revision + 1 });
    Object.assign(to, { role: 'Owner', revision: to.revision + 1 });
  }
  return { ...next, offer: null };
}

function copied<One extends object>(all: Record<string, One>): Record<string, One> {
  return Object.fromEntries(Object.entries(all).map(([name, one]) => [name, { ...one }]));
}

/** Somebody whom the actor may decide about, and who is still as they were seen. */
function managed(
  { people, ...rest }: PeopleModel,
  { actor, subject: name, seen }: { actor: string; subject: string; seen: number },
  roles: Roles,
) {
  const subject = people[name];
  const may = holds({ people, ...rest }, actor, 'MANAGE_USERS', roles) && actor !== name;
  if (!subject || !may || subject.revision !== seen) return undefined;
  return mayGrant({ people, ...rest }, actor, subject.role, roles) ? subject : undefined;
}

function settle(
  model: PeopleModel,
  { actor, subject, invitations }: Extract<PeopleAct, { do: 'change status' }>,
  roles: Roles,
): void {
  for (const invitation of Object.values(model.invitations)) {
    if (!invitation.isOpen || invitation.inviter !== subject) continue;
    if (invitations === 'CANCEL') invitation.isOpen = false;
    else if (mayGrant(model, actor, invitation.role, roles)) invitation.inviter = actor;
  }
}

function holds({ people }: PeopleModel, name: string, permission: Permission, roles: Roles): boolean {
  const person = people[name];
  return person?.status === 'ACTIVE' && (roles[person.role]?.permissions.includes(permission) ?? false);
}

/** Nobody gives what they do not hold, and nobody makes an Owner. */
function mayGrant(model: PeopleModel, name: string, role: string, roles: Roles): boolean {
  const given = roles[role];
  return (
    given !== undefined &&
    given.kind !== 'OWNER' &&
    given.permissions.every((permission) => holds(model, name, permission, roles))
  );
}

/** Whatever may be so after several things were done at once, in one order or another. */
export function* outcomes(model: PeopleModel, acts: PeopleAct[], roles: Roles): Generator<PeopleModel> {
  if (acts.length === 0) yield model;
  for (const act of acts) {
    const others = acts.filter((other) => other !== act);
    yield* outcomes(after(model, act, roles), others, roles);
  }
}
