import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { linkFor, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';

let fluxera: TestFluxera;
const olivia = () => fluxera.slack.as('olivia');

beforeAll(async () => {
  fluxera = await startTestFluxera();
  await setUp(fluxera);
});
afterAll(() => fluxera.stop());

/** Breaks something that nobody planned for, for as long as the work takes. */
async function withoutRoles<Result>(work: () => Promise<Result>): Promise<Result> {
  fluxera.expectFault(/role|relation/);
  await fluxera.database.pool.query('ALTER TABLE role RENAME TO misplaced');
  try {
    return await work();
  } finally {
    await fluxera.database.pool.query('ALTER TABLE misplaced RENAME TO role');
  }
}

function expectLogged(text: string) {
  const reference = text.match(/[Rr]eference:? ([0-9A-F]{8})/)?.[1];
  if (!reference) throw new Error(`no reference in: ${text}`);
  expect(fluxera.logged.filter((line) => line.startsWith('error') && line.includes(reference))).toHaveLength(
    1,
  );
}

describe('when something breaks, the person gets a reference that is in the log', () => {
  test('after a command', async () => {
    const reply = await withoutRoles(() => olivia().run('/users'));
    expect(reply.text).toContain('Something went wrong on our side. Try again');
    expectLogged(reply.text);
  });

  test('after sending a form, which stays with everything that was typed and can be sent again', async () => {
    const { form } = await olivia().run('/invite');
    if (!form) throw new Error('no form');
    const filled = {
      'Email Address': 'jane@example.com',
      'First Name': 'Jane',
      Message: 'Ten minutes of words',
    };
    form.fill({ ...filled, Role: 'Viewer' });
    for (const _try of ['first', 'second']) {
      const { form: again } = await withoutRoles(() => form.submit());
      expect(again?.title()).toBe('Invite people');
      expect(again?.text()).toMatch(/^Something went wrong on our side/);
      expect(again?.text().match(/went wrong/g)).toHaveLength(1);
      expectLogged(again?.text() ?? '');
      expect(again?.values()).toMatchObject(filled);
    }
    expect(await fluxera.database.db.invitation.count()).toBe(0);
    const sent = await form.submit();
    expect(sent.form?.text()).toContain('You invited jane@example.com as Viewer');
    await sent.form?.cancel();
  });

  test('after a click', async () => {
    await olivia().run('/users');
    const { ts } = olivia().messages('dm').at(-1) ?? { ts: '' };
    // A click is acknowledged before anything is looked up.
    const told = await withoutRoles(async () => {
      await olivia().click('Refresh');
      return olivia().waitForMessage('dm', 'Something went wrong on our side', { after: ts });
    });
    await (await olivia().form()).cancel();
    expectLogged(told.text);
  });

  test('on a page, which says nothing of the inside', async () => {
    await olivia().run('/invite', { text: 'page@example.com viewer' });
    const link = await linkFor(fluxera, 'page@example.com', 'invitation');
    const page = await withoutRoles(() => fluxera.visitor().open(link));
    expect(page.status).toBe(500);
    expect(page.text).not.toMatch(/prisma|relation|role|\/src\//i);
    expectLogged(page.text);
    expect((await fluxera.visitor().open(link)).status).toBe(200);
  });
});

test('people are told so when Slack does not open the form, and nothing hangs', async () => {
  fluxera.expectFault(/expired_trigger_id|invalid_trigger/);
  const answer = await fluxera.slack.deliver({
    command: '/invite',
    text: '',
    team_id: 'T0ACME0001',
    user_id: olivia().id,
    trigger_id: 'nobody.knows.this',
    response_url: '',
  });
  expect(answer).toMatchObject({
    status: 200,
    body: expect.stringContaining('Something went wrong on our side'),
  });
});
