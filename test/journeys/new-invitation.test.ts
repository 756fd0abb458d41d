import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { acceptAndVerify, linkFor, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { DAY_MS } from '../harness/world.ts';

let fluxera: TestFluxera;

beforeAll(async () => {
  fluxera = await startTestFluxera();
  await setUp(fluxera);
});
afterAll(() => fluxera.stop());

const person = (name: string) => fluxera.slack.as(name);
const db = () => fluxera.database.db;
const requestsOf = (email: string) => db().invitationRequest.count({ where: { emails: { has: email } } });
const cards = (email: string) =>
  person('olivia')
    .messages('general')
    .filter(({ text }) => text.includes(`${email} opened an expired invitation`));

/** Olivia invites somebody, who lets the seven days pass. */
async function lapsed(email: string): Promise<string> {
  await person('olivia').run('/invite', { text: `Jane Doe <${email}> as member` });
  const link = await linkFor(fluxera, email, 'invitation');
  fluxera.passTime(7 * DAY_MS);
  return link;
}

/** Presses the button of the page, as somebody who opened the link. */
async function askForNew(link: string) {
  const browser = fluxera.visitor();
  return browser.press(await browser.open(link), 'Ask for a New Invitation');
}

const cardFor = (email: string) =>
  person('olivia').waitForMessage('general', `${email} opened an expired invitation`);

describe('Whoever comes after seven days', () => {
  let link: string;

  test('reads that the link is over, who decides, and has a button to ask for a new one', async () => {
    link = await lapsed('jane@example.com');
    const page = await fluxera.visitor().open(link);
    expect([page.status, page.title]).toEqual([410, 'This invitation has expired']);
    expect(page.text).toMatch(
      /Invitations last 7 days; this one to Acme ended on \w+, \d{1,2} \w+ \d{4} \(UTC\)\./,
    );
    expect(page.text).toContain(
      'Ask for a new one with this button. Olivia Owner or another admin will decide. If they agree, you get a mail with a new link; there is no mail if they do not.',
    );
    expect(page.html).toContain('<button type="submit">Ask for a New Invitation</button>');
  });

  test('changes nothing by opening any of its addresses, as mail scanners do', async () => {
    for (const address of [link, `${link}/new`]) {
      for (const method of ['GET', 'HEAD']) {
        const page = await fluxera.visitor().open(address, { method });
        expect(page.status).toBe(410);
      }
    }
    expect(await requestsOf('jane@example.com')).toBe(0);
  });

  test('asks with the button, once however often it is pressed, and reads what happens next', async () => {
    const page = await askForNew(link);
    expect([page.status, page.title]).toEqual([410, 'You asked for a new invitation']);
    expect(page.text).toContain(
      'Olivia Owner or another admin will decide. If they agree, you get a mail with a new link to Acme.',
    );
    expect(page.text).toContain(
      'There is no mail if they do not, and nothing more to do here: you can close this page.',
    );
    expect(page.html).not.toContain('<button');
    const again = await fluxera.visitor().post(`${link}/new`, {});
    expect(again.title).toBe('You asked for a new invitation');
    await cardFor('jane@example.com');
    expect(await requestsOf('jane@example.com')).toBe(1);
    expect(cards('jane@example.com')).toHaveLength(1);
  });

  test('gets a new mail when an admin approves, with a link that works, and the old one is dead', async () => {
    const card = await cardFor('jane@example.com');
    expect(card.text).toMatch(
      /jane@example\.com opened an expired invitation and asks for a new one, as Member\. Olivia Owner invited them; that ended on .*\. Approving sends them a new link, in your name\./,
    );
    expect(card.text).toContain('Name: Jane Doe');
    expect(card.buttons).toEqual(['Approve', 'Deny']);
    await person('olivia').click('Approve', { near: 'jane@example.com' });
    await person('olivia').waitForMessage('general', 'jane@example.com gets an invitation in your name.');
    const decided = await person('olivia').waitForMessage(
      'general',
      /jane@example\.com opened an expired[\s\S]*Approved by Olivia Owner,/,
    );
    expect(decided.buttons).toEqual([]);
    expect(decided.text).not.toContain('Approving sends');
    await fluxera.slack.until(
      async () => ((await linkFor(fluxera, 'jane@example.com', 'invitation')) === link ? undefined : true),
      'a mail with another link',
    );
    const old = await fluxera.visitor().open(link);
    expect(old.title).toBe('There is a newer invitation');
    expect((await fluxera.visitor().post(`${link}/new`, {})).title).toBe('There is a newer invitation');
    await acceptAndVerify(fluxera, 'jane@example.com');
    await person('olivia').waitForMessage('general', /Jane Doe .*joined/);
    expect(await db().invitation.count({ where: { email: 'jane@example.com' } })).toBe(1);
    expect((await fluxera.visitor().post(`${link}/new`, {})).title).toBe('This invitation was accepted');
  });
});

describe('A new invitation', () => {
  test('that is denied sends no mail; the page can ask again, and the reason stays among the admins', async () => {
    const link = await lapsed('kim@example.com');
    await askForNew(link);
    await cardFor('kim@example.com');
    await person('olivia').click('Deny', { near: 'kim@example.com' });
    const form = await person('olivia').form('Deny this request?');
    expect(form.text()).not.toContain('Approving');
    expect(form.text()).toContain('Stays in the history. The invitee gets no mail.');
    await form.fill({ Reason: 'They work elsewhere now.' }).submit();
    await person('olivia').waitForMessage('general', /kim@example\.com[\s\S]*Denied by Olivia Owner,/);
    const page = await fluxera.visitor().open(link);
    expect(page.title).toBe('This invitation has expired');
    expect(page.text).not.toContain('elsewhere');
    await askForNew(link);
    expect(await requestsOf('kim@example.com')).toBe(2);
  });

  test('can be asked for five times a day, and then later', async () => {
    const link = await lapsed('often@example.com');
    for (let time = 0; time < 5; time++) await fluxera.visitor().post(`${link}/new`, {});
    const page = await fluxera.visitor().post(`${link}/new`, {});
    expect([page.status, page.title]).toEqual([429, 'Please wait a little']);
    expect(page.text).toMatch(/Try again after \d\d:\d\d \(UTC\)\./);
  });

  test('is not asked for by forms of other sites, nor with links that are not genuine', async () => {
    const link = await lapsed('forged@example.com');
    const foreign = await fluxera
      .visitor()
      .post(`${link}/new`, {}, { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' });
    expect([foreign.status, foreign.title]).toEqual([403, 'This form came from somewhere else']);
    const otherEnd = link.endsWith('AA') ? 'QA' : 'AA';
    const forged = await fluxera.visitor().post(`${link.slice(0, -2)}${otherEnd}/new`, {});
    expect([forged.status, forged.title]).toEqual([404, 'This link does not work']);
    expect(await requestsOf('forged@example.com')).toBe(0);
  });

  test('is not asked for where the link still works: its page is there at once', async () => {
    await person('olivia').run('/invite', { text: 'early@example.com viewer' });
    const link = await linkFor(fluxera, 'early@example.com', 'invitation');
    const page = await fluxera.visitor().post(`${link}/new`, {});
    expect(page.status).toBe(200);
    expect(page.html).toContain('Accept Invitation');
    expect(await requestsOf('early@example.com')).toBe(0);
  });

  test('is not asked for where it was canceled, or where they have been invited anew', async () => {
    const canceled = await lapsed('canceled@example.com');
    await db().invitation.updateMany({
      where: { email: 'canceled@example.com' },
      data: { status: 'CANCELED', settledAt: new Date() },
    });
    expect((await fluxera.visitor().post(`${canceled}/new`, {})).title).toBe('This invitation was canceled');
    const old = await lapsed('anew@example.com');
    await person('olivia').run('/invite', { text: 'anew@example.com viewer' });
    expect((await askForNew(old)).title).toBe('There is a newer invitation');
    expect((await requestsOf('anew@example.com')) + (await requestsOf('canceled@example.com'))).toBe(0);
  });

  test('is decided by whoever sends the invitation again in the list: the card says so', async () => {
    const link = await lapsed('meanwhile@example.com');
    await askForNew(link);
    await cardFor('meanwhile@example.com');
    await person('olivia').run('/invitations', { text: 'expired meanwhile' });
    await person('olivia').click('Resend', { near: 'meanwhile@example.com' });
    await (await person('olivia').form('meanwhile@example.com gets a new mail')).cancel();
    await resentBy('meanwhile@example.com');
  });

  test('so it is by Resend All, each of them', async () => {
    const emails = ['all-1@example.com', 'all-2@example.com'];
    await person('olivia').run('/invite', { text: `${emails.join(' ')} viewer` });
    const links = await Promise.all(emails.map((email) => linkFor(fluxera, email, 'invitation')));
    fluxera.passTime(7 * DAY_MS);
    for (const link of links) await askForNew(link);
    await Promise.all(emails.map(cardFor));
    await person('olivia').run('/invitations', { text: 'expired all-' });
    await person('olivia').click('Resend All');
    await (await person('olivia').form('2 invitations were sent again')).cancel();
    for (const email of emails) await resentBy(email);
  });

  test('so it is by whoever invites the address anew, as one among others', async () => {
    const link = await lapsed('new-again@example.com');
    await askForNew(link);
    await cardFor('new-again@example.com');
    await person('olivia').run('/invite', { text: 'new-again@example.com new-other@example.com viewer' });
    const card = await person('olivia').waitForMessage(
      'general',
      /new-again@example\.com opened an expired[\s\S]*Approved by Olivia Owner,/,
    );
    expect(card.buttons).toEqual([]);
    const request = { where: { emails: { has: 'new-again@example.com' } } };
    expect(await db().invitationRequest.findMany(request)).toMatchObject([
      { status: 'APPROVED', invitedEmails: ['new-again@example.com'] },
    ]);
    const kim = { where: { emails: { has: 'kim@example.com' }, status: 'PENDING' as const } };
    expect(await db().invitationRequest.count(kim)).toBe(1);
  });

  test('so it is by whoever imports the address with others', async () => {
    const link = await lapsed('imported@example.com');
    await askForNew(link);
    await cardFor('imported@example.com');
    const { form } = await person('olivia').run('/invite', { text: 'bulk' });
    form?.fill({ 'Or Paste Addresses': 'imported@example.com\nother@example.com', Role: 'Viewer' });
    const { form: review } = (await form?.submit()) ?? {};
    const sent = await review?.submit();
    expect(sent?.form?.text()).toContain('2 people are invited');
    await sent?.form?.dismiss();
    const card = await person('olivia').waitForMessage(
      'general',
      /imported@example\.com opened an expired[\s\S]*Approved by Olivia Owner,/,
    );
    expect(card.buttons).toEqual([]);
  });

  test('stays open where it is sent to another address, and is not sent to that one by approving', async () => {
    const link = await lapsed('wrong@example.com');
    await askForNew(link);
    await cardFor('wrong@example.com');
    const { id, revision, workspaceId, inviterId } = await db().invitation.findFirstOrThrow({
      where: { email: 'wrong@example.com' },
    });
    await db().invitation.update({
      where: { workspaceId_id: { workspaceId, id } },
      data: { email: 'right@example.com', revision: revision + 1, inviterId },
    });
    await person('olivia').click('Approve', { near: 'wrong@example.com' });
    await person('olivia').waitForMessage('general', 'The invitation of right@example.com expired on');
    expect(await db().invitation.findMany({ where: { email: 'right@example.com' } })).toMatchObject([
      { version: 1 },
    ]);
    const card = await cardFor('wrong@example.com');
    expect(card.buttons).toEqual(['Approve', 'Deny']);
  });

  /** The card says who did, and the invitation was sent once more, not twice. */
  async function resentBy(email: string) {
    const card = await person('olivia').waitForMessage(
      'general',
      new RegExp(`${email} opened an expired[\\s\\S]*Approved by Olivia Owner,`),
    );
    expect(card.buttons).toEqual([]);
    expect(await db().invitation.findMany({ where: { email } })).toMatchObject([{ version: 2 }]);
    const request = { where: { emails: { has: email } } };
    expect(await db().invitationRequest.findMany(request)).toMatchObject([
      { status: 'APPROVED', invitedEmails: [email] },
    ]);
  }
});
