import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mailInvitations } from '../../src/jobs/mail-invitations.ts';
import type { Mail, MailOutcome } from '../../src/mail/transport.ts';
import { type ReceivedMail, receivedMails } from '../harness/received-mails.ts';
import { until } from '../harness/until.ts';
import { createWorld, DAY_MS, type TestWorkspace, type World } from '../harness/world.ts';

let world: World;
let workspace: TestWorkspace;

beforeEach(async () => {
  world = await createWorld();
  workspace = await world.createWorkspace({ name: 'Northwind <Trading>' });
});

afterEach(async () => {
  await world.close();
});

async function run(
  invitations: { id: string; version: number }[],
  answer?: (mail: ReceivedMail) => MailOutcome,
) {
  const mails: Mail[] = [];
  const sendMail = async (sent: Mail[]) => {
    mails.push(...sent);
    return receivedMails(sent).map((mail) => answer?.(mail) ?? { key: mail.key, outcome: 'SENT' as const });
  };
  await mailInvitations({ deps: world.deps, sendMail }, { workspaceId: workspace.workspaceId, invitations });
  return receivedMails(mails);
}

async function delivery(id: string) {
  return (await world.db.invitation.findFirstOrThrow({ where: { id } })).delivery;
}

test('the mail has all that the guide promises, in both of its bodies', async () => {
  const { id, token } = await workspace.invite('jane@guest.example', {
    firstName: 'Jane',
    role: 'Viewer',
    message: 'Hi <b>Jane</b>,\r\n  welcome & enjoy!',
  });
  const [mail] = await run([{ id, version: 1 }]);
  expect(mail).toMatchObject({
    key: `invitation-${id}-1`,
    to: { email: 'jane@guest.example', name: 'Jane' },
    subject: 'Olivia Stone invited you to Northwind <Trading> on Fluxera',
    customArgs: { workspace_id: workspace.workspaceId, invitation_id: id },
  });
  const ends = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const { expiresAt } = await world.db.invitation.findFirstOrThrow({ where: { id } });
  const endsAt = `${ends.format(expiresAt)}, ${expiresAt.toISOString().slice(11, 16)} (UTC)`;
  const inText = [
    'Northwind <Trading>',
    'Olivia Stone',
    'as Viewer',
    'Hi <b>Jane</b>,\n  welcome & enjoy!'.split('\n')[0] ?? '',
    'welcome & enjoy!',
    'Accept Invitation',
    'Link to create account',
    `https://portal.example/invitation/${token}`,
    endsAt,
    '7 days',
    'olivia@northwind.example',
  ];
  for (const words of inText) expect(mail?.text).toContain(words);
  for (const words of ['Accept Invitation', 'Link to create account', token, endsAt]) {
    expect(mail?.html).toContain(words);
  }
  expect(mail?.text.split(token)).toHaveLength(2);
  expect(mail?.html).toContain('Hi &lt;b&gt;Jane&lt;/b&gt;,');
  expect(mail?.html).not.toContain('<b>');
  expect(await delivery(id)).toBe('SENT');
});

test('a repeated job, a resent, a canceled and an expired invitation send nothing', async () => {
  const repeated = await workspace.invite('repeated@guest.example');
  expect(await run([{ id: repeated.id, version: 1 }])).toHaveLength(1);
  expect(await run([{ id: repeated.id, version: 1 }])).toEqual([]);
  const resent = await workspace.invite('resent@guest.example');
  await world.db.invitation.updateMany({ where: { id: resent.id }, data: { version: 2 } });
  const canceled = await workspace.invite('canceled@guest.example');
  await world.db.invitation.updateMany({
    where: { id: canceled.id },
    data: { status: 'CANCELED', settledAt: new Date() },
  });
  expect(await run([resent, canceled].map(({ id }) => ({ id, version: 1 })))).toEqual([]);
  const late = await workspace.invite('late@guest.example');
  world.passTime(7 * DAY_MS);
  expect(await run([{ id: late.id, version: 1 }])).toEqual([]);
});

test('of many mails those that went out are never sent again, and the rest are', async () => {
  const invited = [];
  for (const name of ['one', 'two', 'three']) invited.push(await workspace.invite(`${name}@guest.example`));
  const versions = invited.map(({ id }) => ({ id, version: 1 }));
  const fate = new Map([
    ['two@guest.example', 'REFUSED' as const],
    ['three@guest.example', 'RETRY' as const],
  ]);
  const failing = run(versions, ({ key, to }) => {
    const outcome = fate.get(to.email);
    return outcome ? { key, outcome, reason: 'SendGrid answered 400' } : { key, outcome: 'SENT' };
  });
  await expect(failing).rejects.toThrow('1 of 3 mails are still to be sent: SendGrid answered 400');
  expect(await Promise.all(invited.map(({ id }) => delivery(id)))).toEqual(['SENT', 'DROPPED', 'QUEUED']);
  const { workspaceId, ownerId } = workspace;
  const invitations = [{ id: invited[1]?.id, version: 1 }];
  expect(await world.jobs('report-undeliverable-invitations')).toEqual([
    { workspaceId, inviterId: ownerId, invitations },
    { workspaceId, inviterId: null, invitations },
  ]);
  const again = await run(versions);
  expect(again.map(({ to }) => to.email)).toEqual(['three@guest.example']);
});

test('a job that the database ends because it and another waited for each other mails nothing twice', async () => {
  const { id } = await workspace.invite('adam@guest.example');
  const other = await world.pool.connect();
  try {
    // So that of the two it is the job which gives way.
    await other.query("SET deadlock_timeout = '30s'");
    await other.query('BEGIN; LOCK TABLE graphile_worker._private_jobs');
    const mailed = run([{ id, version: 1 }], ({ key }) => ({ key, outcome: 'REFUSED', reason: 'no' }));
    await until('the job waits for the other', async () => {
      const { rows } = await world.pool.query(
        "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
      );
      return rows.length > 0;
    });
    await other.query('SELECT FROM invitation FOR UPDATE; COMMIT');
    expect(await mailed).toHaveLength(1);
    expect(await delivery(id)).toBe('DROPPED');
  } finally {
    other.release(true);
  }
}, 20_000);
