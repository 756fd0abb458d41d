import type { AnyRefusal } from '../errors.ts';
import type { Style } from './refusal-style.ts';

const codes = [
  'LICENSE_UNKNOWN',
  'LICENSE_NAME_UNKNOWN',
  'LICENSE_CHANGED',
  'LICENSE_WITHOUT_NAME',
  'LICENSE_ADDED_ALREADY',
  'LICENSE_SEATS_BELOW_USE',
  'LICENSE_IN_USE',
  'LICENSE_FULL',
  'LICENSE_HELD',
  'LICENSE_NOT_HELD',
  'LICENSE_WITHOUT_KEY',
  'LICENSE_KEY_UNREADABLE',
] as const;

type LicenseRefusal = Extract<AnyRefusal, { code: (typeof codes)[number] }>;

export function isAboutLicense(refusal: AnyRefusal): refusal is LicenseRefusal {
  return codes.some((code) => code === refusal.code);
}

/** What happened, why, and what to do, of whatever can go wrong with a license. */
export function licenseRefusalText({ code, facts }: LicenseRefusal, style: Style): string {
  switch (code) {
    case 'LICENSE_UNKNOWN':
      return `This license is not there any more: somebody has deleted it. See the others with ${style.command('/fluxera licenses')}.`;
    case 'LICENSE_NAME_UNKNOWN':
      return `No license is called ${style.typed(facts.name)}. Your role opens a license by its whole name: check it, and try again.`;
    case 'LICENSE_CHANGED': {
      const by = facts.changedBy ? `${style.typed(facts.changedBy)} changed it` : 'It was changed';
      const when = facts.changedAt ? ` on ${style.date(facts.changedAt)}` : '';
      return `${style.typed(facts.name)} is not any more as you saw it. ${by}${when}, so nothing was done. Look at it again, and do what is still needed.`;
    }
    case 'LICENSE_WITHOUT_NAME':
      return 'Write what it is for, such as Figma Professional.';
    case 'LICENSE_ADDED_ALREADY':
      return `This form has added ${style.typed(facts.name)} already, so what you changed in it since is not kept. Close the form, open the license in the list, and edit it there.`;
    case 'LICENSE_SEATS_BELOW_USE':
      return `${facts.used} ${facts.used === 1 ? 'seat is' : 'seats are'} in use, so there cannot be ${facts.asked}. Unassign some first, or write ${facts.used} or more.`;
    case 'LICENSE_IN_USE':
      return `${facts.used === 1 ? '1 person uses' : `${facts.used} people use`} ${style.typed(facts.name)}, so it was not deleted. Unassign it first.`;
    case 'LICENSE_FULL':
      return `${facts.seats === 1 ? 'The only seat' : `All ${facts.seats} seats`} of ${style.typed(facts.name)} ${facts.seats === 1 ? 'is' : 'are'} in use. Unassign it from somebody, or edit it when you have bought more.`;
    case 'LICENSE_HELD':
      return `${style.typed(facts.holder)} has ${style.typed(facts.name)} already, so nothing was done.`;
    case 'LICENSE_NOT_HELD':
      return `${style.typed(facts.holder)} does not have ${style.typed(facts.name)} any more, so there was nothing to take back.`;
    case 'LICENSE_WITHOUT_KEY':
      return `No key of ${style.typed(facts.name)} is known. Add one with Edit.`;
    case 'LICENSE_KEY_UNREADABLE':
      return `The key of ${style.typed(facts.name)} cannot be opened any more, because a secret of the server was changed since. Enter it again with Edit.`;
  }
}
