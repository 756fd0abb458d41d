import { expect } from '@jest/globals';
import type { TestFluxera } from './fluxera.ts';

type Person = ReturnType<TestFluxera['slack']['as']>;

/** Uploads a list of so many people, named as the file is, reviews and sends it, as somebody does in Slack. */
export async function importByForm(person: Person, name: string, count: number): Promise<string[]> {
  const emails = Array.from({ length: count }, (_, n) => `person${n}@${name}.example`);
  const { form } = await person.run('/invite', { text: 'bulk' });
  await form?.attach({ 'CSV File': { name: `${name}.csv`, content: `Email\n${emails.join('\n')}\n` } });
  const { form: review } = (await form?.fill({ Role: 'Viewer' }).submit()) ?? {};
  const { form: sent } = (await review?.submit()) ?? {};
  expect(sent?.text()).toContain(`${count.toLocaleString('en')} people are invited`);
  await sent?.dismiss();
  return emails;
}
