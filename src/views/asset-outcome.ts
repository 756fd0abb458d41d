import { escapeMrkdwn } from './text.ts';

export function addedText(name: string): string {
  return `${escapeMrkdwn(name)} is added.`;
}

export function savedText(name: string): string {
  return `${escapeMrkdwn(name)} is saved.`;
}

export function deletedText(name: string): string {
  return `${escapeMrkdwn(name)} is deleted.`;
}

export function assignedText({ name, holder }: { name: string; holder: string }): string {
  return `${escapeMrkdwn(holder)} has ${escapeMrkdwn(name)} now.`;
}

export function unassignedText({ name, holder }: { name: string; holder: string }): string {
  return `${escapeMrkdwn(holder)} does not have ${escapeMrkdwn(name)} any more: it is available.`;
}
