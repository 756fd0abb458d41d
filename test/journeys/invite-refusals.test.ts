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
  const invitations = () => fluxera.database.db.invitation.count();

  async function filledForm(email: string) {
    const { form } = await olivia().run('/invite');
    if (!form) throw new Error('no form');
    return form.fill({ 'Email Address': email, Role: 'Viewer', 'First Name': 'Jane', Message: 'Hello' });
  }

  describe('an address that cannot be invited is named beside its field, and the form keeps what was typed', () => {
    test.each([
      [
        'jane.example.com',
        '“jane.example.com” is not an email address. Check it; it should look like jane@example.com.',
      ],
      ['jane@', '“jane@” is not an email address. Check it; it should look like jane@example.com.'],
      [
        'jаne@example.com',
        '“jаne@example.com” has letters that only look like those of an email address. If you meant jane@example.com, type it by hand.',
      ],
      [
        'olivia@acme.example',
        'olivia@acme.example is a user of Fluxera already. There is no need to invite them.',
      ],
      [
        'ＯＬＩＶＩＡ@acme.example',
        'olivia@acme.example is a user of Fluxera already. There is no need to invite them.',
      ],
    ])('%s', async (email, words) => {
      const form = await filledForm(email);
      const { errors } = await form.submit();
      expect(errors).toEqual({ 'Email Address': words });
      expect(form.values()).toMatchObject({ 'Email Address': email, 'First Name': 'Jane', Message: 'Hello' });
      await form.cancel();
      expect(await invitations()).toBe(0);
    });

    test('an address that is invited already, with the day until which that holds and what to do', async () => {
      await olivia().run('/invite', { text: 'twice@example.com viewer' });
      const form = await filledForm('Twice@example.com');
      const { errors } = await form.submit();
      expect(errors?.['Email Address']).toMatch(
        /^twice@example\.com is invited already, until \w+ \d+, \d{4} \(UTC\)\. They can use the mail they have; after that day, invite them again\.$/,
      );
      await form.cancel();
      expect(await fluxera.database.db.invitation.count({ where: { email: 'twice@example.com' } })).toBe(1);
    });

    test('all problems of several addresses at once, and nobody of them is invited', async () => {
      const reply = await olivia().run('/invite', { text: 'good@example.com bad@ twice@example.com viewer' });
      expect(reply.text).toContain('“bad@” is not an email address');
      expect(reply.text).toContain('twice@example.com is invited already');
      expect(await fluxera.database.db.invitation.count({ where: { email: 'good@example.com' } })).toBe(0);
    });
  });

  test('an unknown role is answered with the roles there are', async () => {
    const reply = await olivia().run('/invite', { text: 'x@example.com boss' });
    expect(reply.text).toContain('There is no role “boss”. Choose Admin, Member or Viewer.');
  });

  test('nobody can be invited as Owner, not even by the Owner', async () => {
    const reply = await olivia().run('/invite', { text: 'x@example.com owner' });
    expect(reply.text).toContain('The role Owner can do things that yours cannot');
    expect(await fluxera.database.db.invitation.count({ where: { email: 'x@example.com' } })).toBe(0);
  });

  test('where no seat is left the form says how many there are, and keeps everything that was typed', async () => {
    const { workspace } = fluxera.database.db;
    await workspace.updateMany({ data: { seatLimit: 2 } });
    const form = await filledForm('late@example.com');
    const { form: again } = await form.submit();
    expect(again?.text()).toContain('Your plan has 2 seats, and none is left. Nothing was done.');
    expect(again?.values()).toMatchObject({
      'Email Address': 'late@example.com',
      'First Name': 'Jane',
      Message: 'Hello',
    });
    await again?.cancel();
    await workspace.updateMany({ data: { seatLimit: 3 } });
    const reply = await olivia().run('/invite', { text: 'a@example.com b@example.com viewer' });
    expect(reply.text).toContain('Your plan has 3 seats, and 1 is left for the 2 you need.');
    await workspace.updateMany({ data: { seatLimit: null } });
    expect(await fluxera.database.db.invitation.count({ where: { email: 'late@example.com' } })).toBe(0);
  });

  test('an invitation whose seven days are over does not keep its address from being invited again', async () => {
    await olivia().run('/invite', { text: 'slow@example.com viewer' });
    fluxera.passTime(7 * 24 * 60 * 60 * 1000 + 1000);
    const reply = await olivia().run('/invite', { text: 'slow@example.com viewer' });
    expect(reply.text).toContain('You invited slow@example.com as Viewer');
    const rows = await fluxera.database.db.invitation.findMany({
      where: { email: 'slow@example.com' },
      orderBy: { createdAt: 'asc' },
    });
    expect(rows.map(({ status }) => status)).toEqual(['EXPIRED', 'PENDING']);
  });
});
