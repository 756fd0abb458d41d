import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  acceptAndVerify,
  deliveries,
  setUp,
  startTestFluxera,
  type TestFluxera,
} from '../harness/fluxera.ts';

const people = Array.from(
  { length: 24 },
  (_, index) => `person-${String(index).padStart(2, '0')}@example.com`,
);
const addresses = (text: string) => text.match(/[\w.-]+@[\w.]+/g) ?? [];

describe.each(deliveries)('by %s,', (delivery) => {
  let fluxera: TestFluxera;
  const olivia = () => fluxera.slack.as('olivia');

  beforeAll(async () => {
    fluxera = await startTestFluxera({}, { delivery });
    await setUp(fluxera);
    // Twelve of them joined in the same millisecond.
    await fluxera.database.pool.query(
      `WITH made AS (
       INSERT INTO identity (id, email, name) SELECT gen_random_uuid(), email, '' FROM unnest($1::text[]) AS email
       RETURNING id, email)
     INSERT INTO "user" (workspace_id, id, identity_id, email, role_id, role_kind, status, created_at)
     SELECT r.workspace_id, gen_random_uuid(), made.id, made.email, r.id, r.kind, 'ACTIVE',
            now() - make_interval(secs => greatest(12, right(split_part(made.email, '@', 1), 2)::int))
     FROM made, role r WHERE r.kind = 'MEMBER'`,
      [people],
    );
    await fluxera.database.pool.query(
      `UPDATE "user" SET status = 'INACTIVE', department = 'Field Sales' WHERE email = 'person-03@example.com'`,
    );
  });
  afterAll(() => fluxera.stop());

  /** Closes what is open, and opens the list anew. */
  async function list(text = '') {
    while (olivia().hasForm()) await (await olivia().form()).dismiss();
    const { form } = await olivia().run('/users', { text });
    if (!form) throw new Error('the list did not open');
    return form;
  }

  /** Reads the list page by page, pressing that button as long as there is one. */
  async function walk(button: string): Promise<string[][]> {
    const pages: string[][] = [];
    for (;;) {
      const form = await olivia().form();
      const text = form.text();
      pages.push(addresses(text));
      if (!form.buttons().includes(button)) return pages;
      await olivia().click(button);
      await fluxera.slack.until(() => form.text() !== text || undefined, 'another page');
    }
  }

  test('everybody is on exactly one page, ten a page, whichever way the pages are turned', async () => {
    expect((await list()).text()).toContain('25 people');
    const there = await walk('Older');
    expect(there.map(({ length }) => length)).toEqual([10, 10, 5]);
    expect(there.flat().sort()).toEqual([...people, 'olivia@acme.example'].sort());
    const back = await walk('Newer');
    expect(back.toReversed().flat().sort()).toEqual(there.flat().sort());
  });

  test('the list narrows by status and by a part of the name, address or department', async () => {
    expect((await list('inactive')).text()).toContain('person-03@example.com');
    const found = await list('active PERSON-1');
    expect(found.text()).toContain('10 active people matching “PERSON-1”');
    expect(found.text()).not.toContain('person-03');
    const sales = await list('sal');
    expect(sales.text()).toContain('1 person matching “sal”');
    expect(sales.text()).toContain('Member · Field Sales · Inactive');
  });

  test('the menu and the field of the list narrow it as well', async () => {
    const form = await list('person-0');
    await form.choose('Show', 'Inactive');
    const inactive = await olivia().form('1 inactive person matching “person-0”');
    const found = await inactive.fill({ Search: 'person-04' }).submit();
    expect(found.form?.text()).toContain('Nobody matches “person-04” here.');
    expect(found.form?.values()).toMatchObject({ Search: 'person-04', Show: 'INACTIVE' });
  });

  test('a search that finds nobody says what to try', async () => {
    expect((await list('100%_nobody')).text()).toContain(
      'Nobody matches “100%_nobody” here. Try the beginning of a name, address or department, or show all people.',
    );
  });

  test('what stands for other letters in a database stands for nothing here', async () => {
    for (const text of ['%', 'pers_n', '\\', "'"]) {
      expect((await list(text)).text()).toContain(`Nobody matches “${text}”`);
    }
  });

  test('what is looked for cannot call anybody, and may hold any character', async () => {
    const form = await list('<!channel> R&amp;D\u0000');
    expect(form.text()).toContain('Nobody matches “<!channel> R&D”');
  });

  test('help is one word away', async () => {
    expect((await olivia().run('/users', { text: 'help' })).text).toContain('See who is in the workspace');
  });

  test('Refresh stays on its page, and a page that has become empty leads back to the first', async () => {
    const form = await list('active');
    const [first = [], , last = []] = await walk('Older');
    const shown = () => addresses(form.text());
    await fluxera.database.pool.query(
      `UPDATE "user" SET first_name = 'Still here' WHERE email = ANY($1::text[])`,
      [last],
    );
    await olivia().click('Refresh');
    await olivia().form('Still here');
    expect(shown()).toEqual(last);
    const status = (to: string) =>
      fluxera.database.pool.query(
        `UPDATE "user" SET status = $2::user_status WHERE email = ANY($1::text[]) AND role_kind <> 'OWNER'`,
        [last, to],
      );
    await status('INACTIVE');
    await olivia().click('Refresh');
    await olivia().form('Nobody is on this page any more');
    await olivia().click('First Page');
    await fluxera.slack.until(() => (shown().length === 10 ? true : undefined), 'the first page');
    expect(shown()).toEqual(first);
    await status('ACTIVE');
  });

  test('a person of another workspace is never listed, and their details are nobody’s here', async () => {
    await fluxera.database.pool.query(
      `BEGIN;
     INSERT INTO workspace (id, slack_team_id, name, owner_id) VALUES ('11111111-1111-7111-8111-111111111111', 'TOTHER', 'Other', '22222222-2222-7222-8222-222222222222');
     INSERT INTO role (workspace_id, id, kind, name) VALUES ('11111111-1111-7111-8111-111111111111', '33333333-3333-7333-8333-333333333333', 'OWNER', 'Owner');
     INSERT INTO identity (id, email, name) VALUES ('44444444-4444-7444-8444-444444444444', 'other@elsewhere.example', 'Other');
     INSERT INTO "user" (workspace_id, id, identity_id, email, role_id, role_kind, status)
     VALUES ('11111111-1111-7111-8111-111111111111', '22222222-2222-7222-8222-222222222222', '44444444-4444-7444-8444-444444444444', 'other@elsewhere.example', '33333333-3333-7333-8333-333333333333', 'OWNER', 'ACTIVE');
     COMMIT`,
    );
    expect((await list('elsewhere')).text()).toContain('Nobody matches');
    expect((await list('other@elsewhere.example')).text()).toContain('Nobody matches');
  });

  test('Details says who somebody is, what their role allows, how they came, and Back leads to the list', async () => {
    await olivia().run('/invite', { text: 'Mia Lund <mia@acme.example> member' });
    await acceptAndVerify(fluxera, 'mia@acme.example', { 'First Name': 'Mia', 'Last Name': 'Lund' });
    await list('mia');
    await olivia().click('Details');
    const form = await olivia().form('History');
    expect(form.text()).toContain('Mia Lund');
    expect(form.text()).toContain('Email Address: mia@acme.example');
    expect(form.text()).toContain('Slack: not linked yet');
    expect(form.text()).toContain(
      'Role: Member\nCan view, create and edit assets and licenses; view users and reports; and export data.',
    );
    expect(form.text()).toMatch(/Status: Active since .*\nLast sign-in on the web: /);
    expect(form.text()).toMatch(
      /They verified their address\.[\s\S]*They accepted the invitation\.[\s\S]*Olivia Owner invited them, as Member\./,
    );
    await form.cancel();
    expect((await olivia().form()).text()).toContain('1 person matching “mia”');
  });

  test('an address, or a mention of somebody in Slack, leads straight to the one person', async () => {
    for (const text of ['MIA@acme.example', '@mia']) {
      const form = await list(text);
      expect(form.title()).toBe('Person');
      expect(form.text()).toContain('Email Address: mia@acme.example');
    }
    await fluxera.slack.as('mia').run('/users', { text: '@olivia' });
    const seen = await fluxera.slack.as('mia').form();
    expect(seen.text()).toContain('Role: Owner');
    await seen.dismiss();
    expect((await list('@mia')).text()).toContain('Slack: @U0MIA00000');
    for (const text of ['users @mia', 'users mia@acme.example']) {
      const { form } = await olivia().run('/fluxera', { text });
      expect(form?.title()).toBe('Person');
    }
    const { form: found } = await olivia().run('/fluxera', { text: 'invitations all mia@acme.example' });
    expect(found?.text()).toContain('mia@acme.example');
  });

  test('a mention of somebody who is no user says so, and how they can become one', async () => {
    while (olivia().hasForm()) await (await olivia().form()).dismiss();
    const { text, form } = await olivia().run('/users', { text: '@nora' });
    expect(form).toBeUndefined();
    expect(text).toContain('is not a user of Fluxera yet. Whoever may invite can invite them with /invite.');
  });
});
