import { type OwnershipRefusal, ownershipRefusalText } from '../views/ownership-refusals.ts';
import { besideField } from '../views/refusal-style.ts';

const list = new Intl.ListFormat('en-GB', { type: 'disjunction' });

interface OwnershipText {
  status: number;
  title: string;
  text: string[];
  field?: 'email' | 'workspaceName';
  next?: 'ACCOUNT';
}

/** What a page says of whatever can go wrong with handing the ownership over. */
export function ownershipText(refusal: OwnershipRefusal): OwnershipText {
  const said = ownershipRefusalText(
    refusal,
    besideField,
    (people) => `Ask ${list.format(people.map(({ name }) => name)) || 'an admin'}.`,
  );
  switch (refusal.code) {
    case 'CANNOT_BECOME_OWNER':
      return {
        status: 400,
        title:
          refusal.facts.because === 'NO_ACCOUNT'
            ? 'Nobody in this workspace has that address. Enter the one of somebody with an active account.'
            : said,
        text: [],
        field: 'email',
      };
    case 'WORKSPACE_NAME_DIFFERS':
      return { status: 400, title: said, text: [], field: 'workspaceName' };
    case 'OWNERSHIP_OFFERED_ALREADY':
      return {
        status: 409,
        title: 'The ownership is offered already',
        text: [`It is offered to ${refusal.facts.name}. Withdraw that offer first, in your account.`],
        next: 'ACCOUNT',
      };
    case 'NOT_OWNER':
      return { status: 403, title: 'This is the Owner’s to do', text: [said], next: 'ACCOUNT' };
    default:
      return { status: 409, title: 'This offer is over', text: [said], next: 'ACCOUNT' };
  }
}
