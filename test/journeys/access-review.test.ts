import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { acceptAndVerify, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { runDue } from '../harness/run-due.ts';
import { DAY_MS } from '../harness/world.ts';

let fluxera: TestFluxera;
const as = (name: string) => fluxera.slack.as(name);
const cast = ['olivia', 'adam', 'mia', 'victor'];

beforeAll(async () => {
  fluxera = await startTestFluxera();
  // Ten in the morning by UTC.
  fluxera.passTime(DAY_MS - (Date.now() % DAY_MS) + 10 * 3_600_000);
  await setUp(fluxera);
  for (const [name, first, last, role] of [
    ['adam', 'Adam', 'Berg', 'admin'],
    ['mia', 'Mia', 'Lund', 'member'],
    ['victor', 'Victor', 'Hale', 'viewer'],
  ] as const) {
    await as('olivia').run('/invite', { text: `${name}@acme.example ${role}` });
    await acceptAndVerify(fluxera, `${name}@acme.example`, { 'First Name': first, 'Last Name': last });
    await as(name).openHome();
  }
  // What somebody calls themselves is a formula to a spreadsheet.
  await addPeople(['=cmd', 'Bea', 'Cem', 'Dan']);
}, 60_000);
afterAll(() => fluxera.stop());
afterEach(async () => {
  for (const name of cast) while (as(name).hasForm()) await (await as(name).form()).dismiss();
});

const { objectContaining } = expect;

async function addPeople(names: string[]) {
  await fluxera.database.pool.query(
    `WITH made AS (INSERT INTO identity (id, email, name, email_verified)
       SELECT gen_random_uuid(), lower(regexp_replace(name, '\\W', '')) || '@acme.example', name, true FROM unnest($1::text[]) AS name
       RETURNING id, email, name)
     INSERT INTO "user" (workspace_id, id, identity_id, email, first_name, role_id, role_kind, status, activated_at)
     SELECT r.workspace_id, gen_random_uuid(), made.id, made.email, made.name, r.id, r.kind, 'ACTIVE', now()
     FROM made, role r WHERE r.kind = 'MEMBER'`,
    [names],
  );
}

async function review(name: string) {
  while (as(name).hasForm()) await (await as(name).form()).dismiss();
  const { form } = await as(name).run('/fluxera', { text: 'review' });
  if (!form) throw new Error('no review');
  return form;
}

/** By the list of people, as anybody can at any time; or gives them their access back. */
async function changeStatusElsewhere(name: string) {
  while (as('olivia').hasForm()) await (await as('olivia').form()).dismiss();
  await as('olivia').run('/users', { text: `${name}@acme.example` });
  await as('olivia').click('Change Status');
  await (await as('olivia').form(/^Change status/)).submit();
  await as('olivia').form('Done.');
}

/** Keeps somebody, on whichever page they are. */
async function keep(who: string, name: string) {
  await as(who).click('Keep', { near: name });
  await as(who).form(`${name} keeps what they have.`);
}

test('Whoever may not manage people is refused, and sees no button for it', async () => {
  expect((await as('mia').run('/fluxera', { text: 'review' })).text).toContain(
    'Your role, Member, cannot manage users.',
  );
  expect((await as('mia').run('/users')).form?.buttons()).not.toContain('Access Review');
  expect((await as('mia').run('/fluxera', { text: 'help' })).text).not.toContain('fluxera review');
});

describe('An access review', () => {
  test('is started from the list of people, once also by two at the same moment, and has everybody with access', async () => {
    for (const name of ['olivia', 'adam']) {
      await as(name).run('/users');
      await as(name).click('Access Review');
      expect((await as(name).form('Look through everybody')).text()).toContain('There has been none yet.');
    }
    await Promise.all([as('olivia').click('Start Review'), as('adam').click('Start Review')]);
    expect((await as('olivia').form('0 of 8 decided')).text()).toMatch(/░{20}/);
    await as('adam').form('0 of 8 decided');
    const { db } = fluxera.database;
    expect(await db.accessReview.count()).toBe(1);
    expect(await db.activity.findMany({ where: { action: 'review.started' } })).toMatchObject([
      { after: { people: 8 } },
    ]);
  });

  test('shows of each what the decision needs, a page at a time', async () => {
    const form = await review('adam');
    const text = form.text();
    expect(text).toMatch(
      /Adam Berg · adam@acme\.example\nAdmin · Active\nLast sign-in on the web .+ · invited by Olivia Owner/,
    );
    expect(text).toMatch(
      /Bea · bea@acme\.example\nMember · Active\nHas not signed in on the web yet · here since/,
    );
    expect(text).not.toContain('Victor Hale');
    await as('adam').click('Next');
    expect((await as('adam').form('Victor Hale')).text()).not.toContain('Adam Berg ·');
    await as('adam').click('Previous');
    await as('adam').form('Adam Berg ·');
  });

  test('lets nobody decide about themselves, and of the Owner only that they are kept', async () => {
    const form = await review('adam');
    expect(offered('Adam Berg')).toEqual(['This is you, so somebody else decides: ask Olivia Owner.']);
    expect(form.text()).toContain('This is you, so somebody else decides: ask Olivia Owner.');
    expect(offered('Mia Lund')).toEqual(['Keep', 'Change Role', 'Deactivate']);
    await as('adam').click('Next');
    await as('adam').form('Victor Hale');
    expect(offered('Olivia Owner')).toEqual(['Keep']);
  });

  test('refuses whoever decides about themselves all the same, and says who does instead', async () => {
    const { db } = fluxera.database;
    const olivia = { email: 'olivia@acme.example' };
    await db.user.updateMany({ where: olivia, data: { slackUserId: null } });
    await review('adam');
    expect(offered('Adam Berg')).toEqual(['Keep']);
    await db.user.updateMany({ where: olivia, data: { slackUserId: as('olivia').id } });
    await as('adam').click('Keep', { near: 'Adam Berg' });
    const form = await as('adam').form('Somebody else decides about your own access');
    expect(form.text()).toMatch(/so nothing was decided\. Ask @U0OLIVIA00/);
    expect(form.text()).toContain('0 of 8 decided');
  });

  test('of two who decide about one person at once one wins, and the other is told who', async () => {
    await Promise.all([review('adam'), review('olivia')]);
    await Promise.all([
      as('adam').click('Keep', { near: 'Bea' }),
      as('olivia').click('Keep', { near: 'Bea' }),
    ]);
    const shown = await Promise.all(['adam', 'olivia'].map((name) => as(name).form('1 of 8 decided')));
    const texts = shown.map((form) => form.text()).sort((one, other) => one.length - other.length);
    expect(texts[0]).toContain('Bea keeps what they have.');
    expect(texts[1]).toMatch(/Not done\. (Adam Berg|Olivia Owner) was faster and kept Bea as they are/);
  });

  test('changes a role and deactivates in the usual forms, and goes on where it was', async () => {
    await review('olivia');
    await as('olivia').click('Change Role', { near: 'Cem' });
    const role = await as('olivia').form(/^Change role/);
    await role.fill({ Role: 'Viewer', Reason: 'Reads only.' }).submit();
    const after = await as('olivia').form('2 of 8 decided');
    expect(after.text()).toContain('Cem is Viewer now.');
    expect(after.text()).toContain('Role changed by Olivia Owner');
    await as('olivia').click('Deactivate', { near: 'Dan' });
    await (await as('olivia').form('becomes inactive')).submit();
    expect((await as('olivia').form('3 of 8 decided')).text()).toContain('Deactivated by Olivia Owner');
  });

  test('tells apart who is deactivated elsewhere, as nobody’s decision, and leaves out who joins meanwhile', async () => {
    await addPeople(['Newcomer']);
    await changeStatusElsewhere('cmd');
    const shown = (await review('adam')).text();
    expect(shown).toContain('3 of 8 decided · 1 deactivated elsewhere');
    expect(shown).toMatch(/=cmd[\s\S]*?Deactivated elsewhere by Olivia Owner on \w+ \d+, \d{4}/);
    expect(offered('=cmd')).not.toContain('Keep');
  });

  test('asks again about whoever is reactivated meanwhile', async () => {
    await changeStatusElsewhere('cmd');
    expect((await review('adam')).text()).toMatch(/3 of 8 decided(?! ·)/);
    expect(offered('=cmd')).toEqual(['Keep', 'Change Role', 'Deactivate']);
    await changeStatusElsewhere('cmd');
    expect((await review('adam')).text()).toContain('3 of 8 decided · 1 deactivated elsewhere');
  });

  test('asks about whoever gets another role elsewhere, also where somebody had kept them, and says what happened', async () => {
    while (as('olivia').hasForm()) await (await as('olivia').form()).dismiss();
    await as('olivia').run('/users', { text: 'bea@acme.example' });
    await as('olivia').click('Change Role');
    await (await as('olivia').form(/^Change role/)).fill({ Role: 'Viewer' }).submit();
    await as('olivia').form('Done.');
    const shown = (await review('adam')).text();
    expect(shown).toContain('2 of 8 decided · 1 deactivated elsewhere');
    expect(shown).toMatch(/Role changed elsewhere by Olivia Owner on \w+ \d+, \d{4}/);
    await keep('adam', 'Bea');
    expect((await as('adam').form('3 of 8 decided')).text()).not.toContain('Role changed elsewhere');
  });

  test('is not signed off before everybody is decided about', async () => {
    const { db } = fluxera.database;
    await review('olivia');
    for (const name of ['Adam Berg', 'Mia Lund']) await keep('olivia', name);
    expect((await as('olivia').form('5 of 8 decided')).buttons()).not.toContain('Finish Review');
    await expect(db.accessReview.updateMany({ data: { finishedAt: new Date() } })).rejects.toThrow(
      'review_is_signed_off_by_somebody',
    );
    // Opened anew it goes on where somebody is left.
    expect((await review('adam')).text()).toContain('Victor Hale');
    await keep('adam', 'Olivia Owner');
    await keep('adam', 'Victor Hale');
    expect((await as('adam').form('Nobody is left to decide about.')).text()).toContain(
      '7 of 8 decided · 1 deactivated elsewhere',
    );
  });

  test('is signed off by one, who gets a file in which no name is a formula', async () => {
    await Promise.all([review('olivia'), review('adam')]);
    await Promise.all([as('olivia').click('Finish Review'), as('adam').click('Finish Review')]);
    const texts = await Promise.all(
      ['olivia', 'adam'].map(async (name) => (await as(name).form('The last one was signed off')).text()),
    );
    const winner = texts[0]?.includes('You signed the review off.') ? 'olivia' : 'adam';
    const loser = winner === 'olivia' ? 'adam' : 'olivia';
    expect(texts[winner === 'olivia' ? 1 : 0]).toMatch(/signed this review off on/);
    const message = await as(winner).waitForMessage('dm', 'The access review of 8 people, signed off by');
    const [file] = message.files;
    expect(file?.name).toMatch(/^access-review-\d{4}-\d\d-\d\d\.csv$/);
    const rows: Record<string, string>[] = parse((await file?.read())?.toString() ?? '', {
      bom: true,
      columns: true,
    });
    expect(rows).toHaveLength(8);
    const row = (email: string) => rows.find((one) => one['Email Address'] === `${email}@acme.example`);
    expect(row('cmd')).toMatchObject({
      Name: "'=cmd",
      'Status Before': 'Active',
      'Status After': 'Inactive',
      Decision: 'Deactivated elsewhere',
      'Decided By': 'Olivia Owner',
      'Last Sign-In': 'Never',
    });
    expect(row('cem')).toMatchObject({
      'Role Before': 'Member',
      'Role After': 'Viewer',
      Decision: 'Role changed',
    });
    expect(row('mia')).toMatchObject({
      'Role After': 'Member',
      Decision: 'Kept',
      'Decided By': 'Olivia Owner',
      'Decided About Themselves': 'No',
      'Last Sign-In': expect.stringMatching(/^\d{4}-/),
    });
    expect(row('newcomer')).toBeUndefined();
    expect(
      as(loser)
        .messages('dm')
        .some(({ text }) => text.includes('The access review of')),
    ).toBe(false);
    expect(await fluxera.database.db.activity.findMany({ where: { action: 'review.finished' } })).toEqual([
      objectContaining({ after: { KEPT: 5, ROLE_CHANGED: 1, DEACTIVATED: 1, ELSEWHERE: 1 } }),
    ]);
  });

  test('that is signed off stays as it was, and its summary can be had again', async () => {
    const { pool } = fluxera.database;
    await expect(pool.query(`UPDATE access_review_person SET decision = 'KEPT'`)).rejects.toThrow(
      'review_is_signed_off_once',
    );
    await as('victor').run('/users');
    for (const name of ['olivia', 'adam']) {
      await review(name);
      await as(name).click('Send Summary');
      await as(name).form('The summary comes to you as a file');
      await as(name).waitForMessage('dm', 'The access review of 8 people, signed off by');
    }
  });
});

describe('The reminder', () => {
  const reminded = () =>
    as('adam')
      .messages('general')
      .filter(({ text }) => text.includes('It is time for the access review'));
  const remind = () => runDue(fluxera, 'remind-of-reviews', 'post-review-reminder');

  test('comes 90 days after the last review, once, with a button that opens it', async () => {
    fluxera.passTime(89 * DAY_MS);
    await remind();
    expect(reminded()).toEqual([]);
    fluxera.passTime(2 * DAY_MS);
    await Promise.all([remind(), remind()]);
    await remind();
    expect(reminded()).toHaveLength(1);
    await as('adam').click('Access Review', { near: 'It is time' });
    await as('adam').form('Look through everybody');
  });

  test('is begun also where Slack cannot show it, and says where it is', async () => {
    await as('adam').run('/fluxera', { text: 'review' });
    const before = await fluxera.database.db.accessReview.count();
    fluxera.slack.faults.inject({ fault: 'server_error', method: 'views.update' });
    await as('adam').click('Start Review');
    await as('adam').waitForMessage(
      'dm',
      'The access review is open now. Go through it with /fluxera review.',
    );
    expect(await fluxera.database.db.accessReview.count()).toBe(before + 1);
    expect((await as('adam').run('/fluxera', { text: 'review' })).form?.text()).toContain('decided');
  });

  test('is switched off in the settings', async () => {
    await as('olivia').run('/fluxera', { text: 'settings' });
    expect((await as('olivia').form('Notifications')).text()).toContain(
      'Access Review: a reminder every 90 days',
    );
    await as('olivia').click('Change Notifications');
    const form = await as('olivia').form('Which channel hears of what');
    expect(form.values()).toMatchObject({ 'Access Review': ['on'] });
    await form.fill({ 'Access Review': [] }).submit();
    expect((await as('olivia').form('The settings are saved.')).text()).toContain(
      'Access Review: no reminders',
    );
    fluxera.passTime(91 * DAY_MS);
    await remind();
    expect(reminded()).toHaveLength(1);
  });
});

const shownView = z.object({ blocks: z.array(z.looseObject({ type: z.string() })) });

/** What the newest view offers to do about somebody, below their name. */
function offered(name: string): string[] {
  const { request } = z
    .object({
      request: z.object({ view: z.union([z.string().transform((text) => JSON.parse(text)), z.unknown()]) }),
    })
    .parse(fluxera.slack.calls().findLast(({ method }) => /^views\.(open|update|push)$/.test(method)));
  const { blocks } = shownView.parse(request.view);
  const at = blocks.findIndex((block) => JSON.stringify(block).includes(`*${name}*`));
  return [...JSON.stringify(blocks[at + 1]).matchAll(/"text":"([^"]+)"/g)].map((match) => match[1] ?? '');
}
