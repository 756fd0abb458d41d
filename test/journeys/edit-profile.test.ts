import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { acceptAndVerify, PASSWORD, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { DAY_MS } from '../harness/world.ts';

let fluxera: TestFluxera;
const as = (name: string) => fluxera.slack.as(name);
const olivia = () => as('olivia');

beforeAll(async () => {
  fluxera = await startTestFluxera();
  await setUp(fluxera);
  for (const [name, first, last, role] of [
    ['adam', 'Adam', 'Berg', 'admin'],
    ['mia', 'Mia', 'Lund', 'member'],
  ] as const) {
    await olivia().run('/invite', { text: `${name}@acme.example ${role}` });
    await acceptAndVerify(fluxera, `${name}@acme.example`, { 'First Name': first, 'Last Name': last });
    await as(name).openHome();
  }
}, 60_000);
afterAll(() => fluxera.stop());
afterEach(async () => {
  for (const name of ['olivia', 'adam', 'mia']) {
    while (as(name).hasForm()) await (await as(name).form()).dismiss();
  }
});

const user = (email: string) => fluxera.database.db.user.findFirstOrThrow({ where: { email } });

/** The details of somebody, straight from the command. */
async function details(viewer: string, email: string) {
  const { form } = await as(viewer).run('/users', { text: email });
  if (form?.title() !== 'Person') throw new Error(`no details of ${email}`);
  return form;
}

async function edit(viewer: string, email: string) {
  await details(viewer, email);
  await as(viewer).click('Edit Profile');
  return as(viewer).form(/^Edit profile/);
}

async function linkToNewAddress(email: string): Promise<string> {
  const { text } = await fluxera.slack.waitForMail(email, /\/new-address\//);
  return text.match(/https?:\/\/\S+\/new-address\/[\w-]+/)?.[0] ?? '';
}

describe('Edit Profile', () => {
  test('an admin changes what is known of somebody, the history says what, and the person hears of it twice', async () => {
    const form = await edit('adam', 'mia@acme.example');
    expect(form.values()).toMatchObject({ 'First Name': 'Mia', 'Email Address': 'mia@acme.example' });
    const filled = { 'Phone Number': '+46 8 123', Department: 'Field Sales', 'Job Title': 'Lead' };
    expect((await form.fill(filled).submit()).closed).toBe(true);
    const after = await as('adam').form('Done.');
    expect(after.text()).toContain('The profile of Mia Lund is saved.');
    expect(after.text()).toContain('Phone Number: +46 8 123\nDepartment: Field Sales\nJob Title: Lead');
    expect(after.text()).toContain(
      'Adam Berg changed the phone number to “+46 8 123”, the department to “Field Sales” and the job title to “Lead”.',
    );
    const told = 'Adam Berg changed your phone number, department and job title in Acme.';
    expect((await fluxera.slack.waitForMail('mia@acme.example', /profile was changed/)).text).toContain(told);
    await as('mia').waitForMessage('dm', /changed your phone number, department and job title in Acme\./);
  });

  test('the list below shows the change, and its search finds the department', async () => {
    await olivia().run('/users', { text: 'mia' });
    await olivia().click('Details');
    await olivia().form('History');
    await olivia().click('Edit Profile');
    await (await olivia().form(/^Edit profile/)).fill({ Department: 'Support' }).submit();
    await (await olivia().form('Done.')).cancel();
    expect((await olivia().form()).text()).toContain('Member · Lead · Support · Active');
  });

  test('a new address counts when it is verified by the mail to it, and not before', async () => {
    const form = await edit('olivia', 'mia@acme.example');
    await form.fill({ 'Email Address': ' Mia.Lund@ACME.example ' }).submit();
    const waiting = await olivia().form('Done.');
    expect(waiting.text()).toContain('New Address: mia.lund@acme.example, not verified yet');
    expect(
      (await fluxera.slack.waitForMail('mia@acme.example', /changed your email address/)).text,
    ).toContain('until then the old one does');
    const link = await linkToNewAddress('mia.lund@acme.example');
    const browser = fluxera.visitor();
    const page = await browser.open(link);
    expect((await user('mia@acme.example')).pendingEmail).toBe('mia.lund@acme.example');
    const signIn = await browser.press(page, 'Verify New Address');
    expect(signIn.text).toContain('Your new address is verified.');
    expect(await user('mia.lund@acme.example')).toMatchObject({ pendingEmail: null, status: 'ACTIVE' });
    const account = await browser.press(signIn, 'Sign In', {
      'Email Address': 'mia.lund@acme.example',
      Password: PASSWORD,
    });
    expect(account.text).toContain('Mia Lund');
    expect((await fluxera.visitor().open(link)).text).toContain('This link does not work');
    const seen = await details('olivia', 'mia.lund@acme.example');
    expect(seen.text()).toContain(
      'They verified the new address mia.lund@acme.example, in place of mia@acme.example.',
    );
    expect(seen.text()).toContain('Olivia Owner invited them, as Member.');
  });

  test('a link to a new address ends after a day, and when another address is wanted', async () => {
    const wanted = async (email: string) => {
      const form = await edit('olivia', 'mia.lund@acme.example');
      await form.fill({ 'Email Address': email }).submit();
      await (await olivia().form('Done.')).dismiss();
      return email.endsWith('.example') && email !== 'mia.lund@acme.example' ? linkToNewAddress(email) : '';
    };
    const first = await wanted('mia.one@acme.example');
    const second = await wanted('mia.two@acme.example');
    expect((await fluxera.visitor().open(first)).text).toContain('This link does not work');
    fluxera.passTime(DAY_MS);
    expect((await fluxera.visitor().open(second)).text).toContain('Your address is still the old one.');
    await wanted('mia.lund@acme.example');
    expect((await user('mia.lund@acme.example')).pendingEmail).toBeNull();
  });

  test('an address that is taken, invited or none is refused beside its field', async () => {
    await olivia().run('/invite', { text: 'noor@example.com viewer' });
    const form = await edit('olivia', 'mia.lund@acme.example');
    for (const [typed, words] of [
      ['adam@acme.example', 'adam@acme.example is a user of Fluxera already.'],
      ['noor@example.com', 'noor@example.com is invited already'],
      ['mia', '“mia” is not an email address.'],
    ] as const) {
      const { errors } = await form.fill({ 'Email Address': typed }).submit();
      expect(errors?.['Email Address']).toContain(words);
    }
  });

  test('somebody who signs in to another workspace with the old address still does, after a change here', async () => {
    const { db } = fluxera.database;
    const before = await user('adam@acme.example');
    await fluxera.database.pool.query(
      `BEGIN;
       INSERT INTO workspace (id, slack_team_id, name, owner_id) VALUES ('11111111-1111-7111-8111-111111111111', 'TOTHER', 'Other', '22222222-2222-7222-8222-222222222222');
       INSERT INTO role (workspace_id, id, kind, name) VALUES ('11111111-1111-7111-8111-111111111111', '33333333-3333-7333-8333-333333333333', 'OWNER', 'Owner');
       INSERT INTO "user" (workspace_id, id, identity_id, email, role_id, role_kind, status)
       VALUES ('11111111-1111-7111-8111-111111111111', '22222222-2222-7222-8222-222222222222', '${before.identityId}', 'adam@acme.example', '33333333-3333-7333-8333-333333333333', 'OWNER', 'ACTIVE');
       COMMIT`,
    );
    const form = await edit('olivia', 'adam@acme.example');
    await form.fill({ 'Email Address': 'adam.berg@acme.example' }).submit();
    const browser = fluxera.visitor();
    await browser.press(
      await browser.open(await linkToNewAddress('adam.berg@acme.example')),
      'Verify New Address',
    );
    expect((await user('adam.berg@acme.example')).identityId).not.toBe(before.identityId);
    const elsewhere = await db.user.findFirstOrThrow({
      where: { email: 'adam@acme.example' },
      include: { identity: true },
    });
    expect(elsewhere.identity).toMatchObject({ id: before.identityId, email: 'adam@acme.example' });
  });

  test('a person of another workspace is nobody here, whoever knows their id', async () => {
    const form = await edit('olivia', 'mia.lund@acme.example');
    await form.submit();
    const before = await user('adam@acme.example');
    const sent = z
      .looseObject({ view: z.looseObject({}) })
      .parse(fluxera.slack.deliveries('view_submission').at(-1)?.body);
    const view = { ...sent.view, private_metadata: JSON.stringify({ id: before.id, revision: 1 }) };
    const answer = await fluxera.slack.deliver({ payload: JSON.stringify({ ...sent, view }) });
    expect('body' in answer && answer.body).toContain('That person is not there any more.');
    expect(await user('adam@acme.example')).toEqual(before);
  });

  test('whoever was slower is told who changed it, and nothing is overwritten', async () => {
    const slow = await edit('olivia', 'mia.lund@acme.example');
    const quick = await edit('adam', 'mia.lund@acme.example');
    await quick.fill({ 'Job Title': 'Director' }).submit();
    await as('adam').form('Done.');
    const { form } = await slow.fill({ 'Job Title': 'Trainee' }).submit();
    expect(form?.text()).toMatch(/Adam Berg changed the account of Mia Lund on .*, after you looked at it/);
    expect((await user('mia.lund@acme.example')).jobTitle).toBe('Director');
  });

  test('a Member has no such button, and nobody edits the Owner but the Owner', async () => {
    expect((await details('mia', 'adam.berg@acme.example')).buttons()).not.toContain('Edit Profile');
    expect((await details('adam', 'olivia@acme.example')).buttons()).not.toContain('Edit Profile');
    const form = await edit('olivia', 'olivia@acme.example');
    await form.fill({ Department: 'Board' }).submit();
    expect((await olivia().form('Done.')).text()).toContain('They changed the department to “Board”.');
  });

  test('nobody is flooded with mails: the sixth new address of a day is refused beside its field', async () => {
    for (const nth of [1, 2, 3, 4, 5]) {
      const form = await edit('adam', 'adam.berg@acme.example');
      if (nth === 5) {
        const { errors } = await form.fill({ 'Email Address': 'adam.6@acme.example' }).submit();
        expect(errors?.['Email Address']).toMatch(/^That was too often\. Try again on /);
        return;
      }
      await form.fill({ 'Email Address': `adam.${nth}@acme.example` }).submit();
      await (await as('adam').form('Done.')).dismiss();
    }
  });
});
