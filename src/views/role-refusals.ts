import type { AnyRefusal, Contact } from '../errors.ts';
import type { Style } from './refusal-style.ts';
import { joined } from './text.ts';

const codes = [
  'ROLE_NAME_TAKEN',
  'ROLE_NAME_MISSING',
  'OWN_ROLE',
  'ROLE_BUILT_IN',
  'ROLE_BEYOND',
  'PERMISSIONS_NOT_GRANTABLE',
  'ROLE_CHANGED',
  'TOO_MANY_ROLES',
  'ROLE_REPLACEMENT_MISSING',
  'ROLE_OFFERED',
] as const;

type RoleRefusal = Extract<AnyRefusal, { code: (typeof codes)[number] }>;

export function isAboutRole(refusal: AnyRefusal): refusal is RoleRefusal {
  return codes.some((code) => code === refusal.code);
}

/** What happened, why, and what to do, of whatever can go wrong with changing roles. */
export function roleRefusalText(
  { code, facts }: RoleRefusal,
  style: Style,
  ask: (people: Contact[]) => string,
): string {
  switch (code) {
    case 'ROLE_NAME_TAKEN':
      return `There is a role “${style.typed(facts.taken)}” already, and names that look the same would be mistaken for each other. Choose another name.`;
    case 'ROLE_NAME_MISSING':
      return 'A role needs a name. Write what people would call it, such as Help desk.';
    case 'OWN_ROLE':
      return `You hold the role ${style.typed(facts.roleName)}, and nobody changes what they themselves may do, so nothing was changed. ${ask(facts.admins)}`;
    case 'ROLE_BUILT_IN':
      return `${style.typed(facts.roleName)} is built in, and stays as it is. Copy it, and change the copy.`;
    case 'ROLE_BEYOND':
      return `The role ${style.typed(facts.roleName)} can do things that yours cannot, so you cannot change it. Ask the Owner.`;
    case 'PERMISSIONS_NOT_GRANTABLE':
      return `You cannot give the ${facts.permissions.length === 1 ? 'permission' : 'permissions'} to ${joined(facts.permissions, 'and')}, so nothing was saved. Take that out, or ask the Owner.`;
    case 'ROLE_CHANGED': {
      const by = facts.changedBy ? style.typed(facts.changedBy) : 'Somebody';
      const what = `${by} ${facts.isDeleted ? 'deleted' : 'changed'} the role ${style.typed(facts.roleName)} on ${style.date(facts.changedAt)}`;
      return facts.isDeleted
        ? `${what}, so nothing was changed now. See the others with ${style.command('/roles')}.`
        : `${what}, after you looked at it, so nothing was changed now. Look at it again, then decide.`;
    }
    case 'TOO_MANY_ROLES':
      return `There are ${facts.limit} custom roles, which is the most. Delete one that nobody needs, then make this one.`;
    case 'ROLE_REPLACEMENT_MISSING':
      return 'Choose another role for those who hold this one.';
    case 'ROLE_OFFERED':
      return `${style.typed(facts.owner)} offers ${style.typed(facts.to)} to become the Owner, and would then have the role ${style.typed(facts.roleName)}, so it was not deleted. Ask ${style.typed(facts.owner)} to withdraw the offer, or wait until it is answered: it ends on ${style.date(facts.expiresAt)}.`;
  }
}

const ROLES_NAMED = 10;

/** The first of them are the built-in ones; a workspace may have many more. */
export function roleNames(names: string[], { typed }: Style): string {
  const others = names.length - ROLES_NAMED;
  return joined(
    [...names.slice(0, ROLES_NAMED).map(typed), ...(others > 0 ? [`${others} others`] : [])],
    'or',
  );
}
