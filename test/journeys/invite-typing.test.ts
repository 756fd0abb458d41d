import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { deliveries, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';

describe.each(deliveries)('by %s,', (delivery) => {
  let fluxera: TestFluxera;

  beforeAll(async () => {
    fluxera = await startTestFluxera({}, { delivery });
    await setUp(fluxera);
  });
  afterAll(() => fluxera.stop());

  const olivia = () => fluxera.slack.as('olivia');

  async function filledForm(email: string) {
    const { form } = await olivia().run('/invite');
    if (!form) throw new Error('no form');
    return form.fill({ 'Email Address': email, Role: 'Viewer', 'First Name': 'Jane', Message: 'Hello' });
  }

  describe('what is too long for Slack is still told', () => {
    const typos = Array.from({ length: 45 }, (_, index) => `firstname.lastname${index}@northwind-traders`);

    test('45 mistyped addresses in a command: the first ten, and how many more', async () => {
      const reply = await olivia().run('/invite', { text: `${typos.join(' ')} viewer` });
      expect(reply.ok).toBe(true);
      expect(reply.text).toContain('“firstname.lastname9@northwind-traders” is not an email address');
      expect(reply.text).not.toContain('lastname10@');
      expect(reply.text).toContain('… and 35 more.');
    });

    test('45 mistyped addresses in the form: the first five, and how many more', async () => {
      const form = await filledForm(typos.join(', '));
      form.fill({ 'First Name': '' });
      const { errors } = await form.submit();
      expect(errors?.['Email Address']).toMatch(/lastname4@[\s\S]*… and 40 more\.$/);
      await form.cancel();
    });

    test('130 addresses: the most that there may be, before the form is filled', async () => {
      const text = Array.from({ length: 130 }, (_, index) => `person.number${index}@example.com`).join(' ');
      const reply = await olivia().run('/invite', { text });
      expect(reply.form).toBeUndefined();
      expect(reply.text).toContain('130 addresses are too many at once: the most is 50.');
    });

    test('addresses that are together longer than the field of the form', async () => {
      const text = Array.from({ length: 45 }, (_, index) => `${'long.'.repeat(12)}${index}@example.com`).join(
        ' ',
      );
      const reply = await olivia().run('/invite', { text });
      expect(reply.text).toContain('Together these addresses are too long for the form.');
    });

    test('a name of 3,000 characters: its beginning', async () => {
      const { form } = await olivia().run('/invite', { text: `${'long'.repeat(750)} <x@example.com>` });
      expect(form?.values()).toMatchObject({ 'First Name': 'long'.repeat(25) });
      await form?.cancel();
    });

    test('a role of 4,000 characters: its beginning', async () => {
      const reply = await olivia().run('/invite', { text: `x@example.com ${'word '.repeat(800)}` });
      expect(reply.text).toMatch(/^There is no role “word( word)+…”\. Choose Admin, Member or Viewer\.$/);
      expect(reply.text.length).toBeLessThan(200);
    });
  });

  test('a role alone opens the form with that role chosen', async () => {
    const { form } = await olivia().run('/invite', { text: 'as viewer' });
    if (!form) throw new Error('no form');
    const { form: sent } = await form.fill({ 'Email Address': 'chosen@example.com' }).submit();
    expect(sent?.text()).toContain('You invited chosen@example.com as Viewer');
    await sent?.cancel();
  });

  test('a mention is answered with what to write instead', async () => {
    const reply = await olivia().run('/invite', { text: '@mia viewer' });
    expect(reply.text).toBe('“@mia” is a mention. Write the email address instead of a mention.');
  });

  test('an address copied from a mail program is understood, with its name', async () => {
    const reply = await olivia().run('/invite', { text: 'Kim van Dyk <kim@example.com> as viewer' });
    expect(reply.text).toContain('You invited kim@example.com as Viewer');
    expect(
      await fluxera.database.db.invitation.findFirst({ where: { email: 'kim@example.com' } }),
    ).toMatchObject({ firstName: 'Kim', lastName: 'van Dyk' });
  });

  test('names for several people are refused beside the first of the two fields', async () => {
    const form = await filledForm('one@example.com, two@example.com');
    const { errors } = await form.submit();
    expect(errors).toEqual({ 'First Name': 'Leave the names empty when you invite several people.' });
    await form.cancel();
  });

  test('a role that was deleted while the form was open is named as such', async () => {
    const { db } = fluxera.database;
    const { id: workspaceId } = await db.workspace.findFirstOrThrow();
    await db.role.create({ data: { workspaceId, kind: 'CUSTOM', name: 'Auditor' } });
    const { form } = await olivia().run('/invite', { text: 'x@example.com' });
    form?.fill({ Role: 'Auditor' });
    await db.role.deleteMany({ where: { name: 'Auditor' } });
    const result = await form?.submit();
    expect(result?.errors).toEqual({
      Role: 'That role is not there any more. Choose Admin, Member or Viewer.',
    });
    await form?.cancel();
  });

  test('control characters in names and messages are left out, lines stay', async () => {
    const form = await filledForm('controls@example.com');
    form.fill({
      'First Name': 'Ja\u0000ne\n',
      'Last Name': '\u0007Doe',
      Message: 'One\u0000line\nand another',
    });
    const { form: sent } = await form.submit();
    expect(sent?.text()).toContain('You invited controls@example.com');
    await sent?.cancel();
    expect(
      await fluxera.database.db.invitation.findFirst({ where: { email: 'controls@example.com' } }),
    ).toMatchObject({ firstName: 'Ja ne', lastName: 'Doe', message: 'One line\nand another' });
  });
});
