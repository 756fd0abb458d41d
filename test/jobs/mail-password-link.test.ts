import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createWorld, type World } from '../harness/world.ts';

let world: World;

beforeEach(async () => {
  world = await createWorld();
});

afterEach(async () => {
  await world.close();
});

test('a new Owner is greeted by first name, and the text has the link once', async () => {
  await world.createWorkspace();
  const [mail] = await world.deliverMails();
  expect(mail).toMatchObject({ category: 'password', to: { name: 'Olivia Stone' } });
  expect(mail?.text).toContain('Hello Olivia,\n');
  expect(mail?.text).toContain('Choose Password\n');
  expect(mail?.text.match(/https:/g)).toHaveLength(1);
  expect(mail?.html.match(/href="https:/g)).toHaveLength(2);
});
