import type { Holders } from '../roles/count-holders.ts';
import { joined } from './text.ts';

/** "3 people and 1 open invitation"; nobody: "nobody". */
export function holdersText({ most, people, inactive, invitations }: Holders): string {
  const number = (count: number) => (count < most ? `${count}` : `at least ${most.toLocaleString('en-US')}`);
  const counted = [
    ...(people > 0 ? [`${number(people)} ${people === 1 ? 'person' : 'people'}`] : []),
    ...(inactive > 0 ? [`${number(inactive)} inactive ${inactive === 1 ? 'person' : 'people'}`] : []),
    ...(invitations > 0
      ? [`${number(invitations)} open ${invitations === 1 ? 'invitation' : 'invitations'}`]
      : []),
  ];
  return counted.length > 0 ? joined(counted, 'and') : 'nobody';
}

/** What it lets people do, as a sentence. */
export function abilitiesText(abilities: string): string {
  return abilities ? `Can ${abilities}.` : 'It has no permissions yet.';
}
