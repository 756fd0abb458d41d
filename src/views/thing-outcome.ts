import { escapeMrkdwn } from './text.ts';

/** What was done with an asset or a license. */
export function addedText(name: string): string {
  return `${escapeMrkdwn(name)} is added.`;
}

export function savedText(name: string): string {
  return `${escapeMrkdwn(name)} is saved.`;
}

export function deletedText(name: string): string {
  return `${escapeMrkdwn(name)} is deleted.`;
}

interface Assigned {
  name: string;
  holder: string;
  /** Of a license: how many seats are still free. */
  left?: number;
}

export function assignedText({ name, holder, left }: Assigned): string {
  const free = left === undefined ? '' : ` ${left} ${left === 1 ? 'seat is' : 'seats are'} left.`;
  return `${escapeMrkdwn(holder)} has ${escapeMrkdwn(name)} now.${free}`;
}

export function unassignedText({ name, holder }: Assigned): string {
  return `${escapeMrkdwn(holder)} does not have ${escapeMrkdwn(name)} any more: it is available.`;
}
