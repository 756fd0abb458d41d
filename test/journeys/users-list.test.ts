import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { deliveries, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';

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
      `UPDATE "user" SET status = 'INACTIVE' WHERE email = 'person-03@example.com'`,
    );
  });
  afterAll(() => fluxera.stop());

  /** Reads the list page by page, pressing that button as long as there is one. */
  async function walk(button: string): Promise<string[][]> {
    const pages: string[][] = [];
    for (;;) {
      const message = olivia().messages('general').at(-1);
      if (!message) throw new Error('no list');
      pages.push(addresses(message.text));
      if (!message.buttons.includes(button)) return pages;
      await olivia().click(button);
      await fluxera.slack.until(
        () => olivia().messages('general').at(-1)?.text !== message.text || undefined,
        'another page',
      );
    }
  }

  test('everybody is on exactly one page, ten a page, whichever way the pages are turned', async () => {
    await olivia().run('/users');
    const there = await walk('Older');
    expect(there.map(({ length }) => length)).toEqual([10, 10, 5]);
    expect(there.flat().sort()).toEqual([...people, 'olivia@acme.example'].sort());
    const back = await walk('Newer');
    expect(back.toReversed().flat().sort()).toEqual(there.flat().sort());
  });

  test('the list narrows by status and by a part of the name or address', async () => {
    expect((await olivia().run('/users', { text: 'inactive' })).text).toContain('person-03@example.com');
    const found = await olivia().run('/users', { text: 'active PERSON-1' });
    expect(addresses(found.text)).toHaveLength(10);
    expect(found.text).not.toContain('person-03');
  });

  test('a search that finds nobody says what to try', async () => {
    const reply = await olivia().run('/users', { text: '100%_nobody' });
    expect(reply.text).toContain('Nobody matches “100%_nobody”. Try a part of the name or address');
  });

  test('what stands for other letters in a database stands for nothing here', async () => {
    for (const text of ['%', 'pers_n', '\\', "'"]) {
      expect((await olivia().run('/users', { text })).text).toContain(`Nobody matches “${text}”`);
    }
  });

  test('what is looked for cannot call anybody in the notification, and may hold any character', async () => {
    await olivia().run('/users', { text: '<!channel> R&amp;D\u0000' });
    const { fallback, text } = olivia().messages('general').at(-1) ?? { fallback: '', text: '' };
    expect(fallback).toBe('People: “&lt;!channel&gt; R&amp;D” in Acme');
    expect(text).toContain('Nobody matches “<!channel> R&D”');
  });

  test('help is one word away', async () => {
    expect((await olivia().run('/users', { text: 'help' })).text).toContain('See who is in the workspace');
  });

  test('Refresh stays on its page, and a page that has become empty leads back to the first', async () => {
    await olivia().run('/users', { text: 'active' });
    const [first = [], , last = []] = await walk('Older');
    const shown = () => addresses(olivia().messages('general').at(-1)?.text ?? '');
    await fluxera.database.pool.query(
      `UPDATE "user" SET first_name = 'Still here' WHERE email = ANY($1::text[])`,
      [last],
    );
    await olivia().click('Refresh');
    await olivia().waitForMessage('general', 'Still here');
    expect(shown()).toEqual(last);
    const status = (to: string) =>
      fluxera.database.pool.query(
        `UPDATE "user" SET status = $2::user_status WHERE email = ANY($1::text[]) AND role_kind <> 'OWNER'`,
        [last, to],
      );
    await status('INACTIVE');
    await olivia().click('Refresh');
    await olivia().waitForMessage('general', 'Nobody is on this page any more');
    await olivia().click('First Page');
    await fluxera.slack.until(() => (shown().length === 10 ? true : undefined), 'the first page');
    expect(shown()).toEqual(first);
    await status('ACTIVE');
  });

  test('Refresh shows what has changed meanwhile, in the same place', async () => {
    await olivia().run('/users', { text: 'person-07' });
    const before = olivia().messages('general').at(-1);
    await fluxera.database.pool.query(
      `UPDATE "user" SET first_name = 'Renamed' WHERE email = 'person-07@example.com'`,
    );
    await olivia().click('Refresh');
    const after = await olivia().waitForMessage('general', 'Renamed');
    expect(after.ts).toBe(before?.ts);
  });

  test('a person of another workspace is never listed', async () => {
    await fluxera.database.pool.query(
      `BEGIN;
     INSERT INTO workspace (id, slack_team_id, name, owner_id) VALUES ('11111111-1111-7111-8111-111111111111', 'TOTHER', 'Other', '22222222-2222-7222-8222-222222222222');
     INSERT INTO role (workspace_id, id, kind, name) VALUES ('11111111-1111-7111-8111-111111111111', '33333333-3333-7333-8333-333333333333', 'OWNER', 'Owner');
     INSERT INTO identity (id, email, name) VALUES ('44444444-4444-7444-8444-444444444444', 'other@elsewhere.example', 'Other');
     INSERT INTO "user" (workspace_id, id, identity_id, email, role_id, role_kind, status)
     VALUES ('11111111-1111-7111-8111-111111111111', '22222222-2222-7222-8222-222222222222', '44444444-4444-7444-8444-444444444444', 'other@elsewhere.example', '33333333-3333-7333-8333-333333333333', 'OWNER', 'ACTIVE');
     COMMIT`,
    );
    expect((await olivia().run('/users', { text: 'elsewhere' })).text).toContain('Nobody matches');
  });
});
