import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { ImportRef } from '../../src/imports/known-rows.ts';
import { claimBatch } from '../../src/imports/mail-batch.ts';
import { cancelImport } from '../../src/imports/stop-import.ts';
import { cancelInvitation } from '../../src/invitations/cancel-invitation.ts';
import { resendInvitation } from '../../src/invitations/resend-invitation.ts';
import { mailImport } from '../../src/jobs/mail-import.ts';
import { mailInvitations } from '../../src/jobs/mail-invitations.ts';
import type { Mail, SendMail } from '../../src/mail/transport.ts';
import { importPeople } from '../harness/import-people.ts';
import { type ReceivedMail, receivedMails } from '../harness/received-mails.ts';
import { createWorld, type TestWorkspace, type World } from '../harness/world.ts';

let world: World;
let workspace: TestWorkspace;
let received: ReceivedMail[];

beforeEach(async () => {
  world = await createWorld();
  workspace = await world.createWorkspace();
  received = [];
});
afterEach(() => world.close());

const origin = { source: 'SLACK' } as const;
const actor = () => ({ workspaceId: workspace.workspaceId, userId: workspace.ownerId });

const take: SendMail = async (mails: Mail[]) => {
  const taken = receivedMails(mails);
  received.push(...taken);
  return taken.map(({ key }) => ({ key, outcome: 'SENT' }));
};

/** What the queue does, with all that is queued: mails of imports, and of what was sent by hand. */
async function mailAll(ref: ImportRef, sendMail = take): Promise<void> {
  const edge = { deps: world.deps, sendMail };
  for (const job of await world.jobs('mail-invitations')) await mailInvitations(edge, job);
  const found = () => world.db.bulkImport.findFirstOrThrow({ where: { id: ref.importId } });
  while ((await found()).status === 'SENDING') await mailImport(edge, ref);
}

const importOf = (count: number) =>
  importPeople(world, workspace, [
    ['Email'],
    ...Array.from({ length: count }, (_, n) => [`person${n}@guest.example`]),
  ]);

async function seen(email: string) {
  const { id, revision } = await world.db.invitation.findFirstOrThrow({ where: { email } });
  return { actor: actor(), invitation: { id, revision }, origin };
}

const resend = async (email: string) => resendInvitation(world.deps, await seen(email));
const cancel = async (email: string) => cancelInvitation(world.deps, { ...(await seen(email)), reason: '' });
const versionsTo = (email: string) =>
  received.filter(({ to }) => to.email === email).map(({ customArgs }) => customArgs.version);

test('whoever is invited again by hand while their mail waits gets one mail, with the newer link', async () => {
  const ref = await importOf(3);
  await resend('person1@guest.example');
  await mailAll(ref);
  expect(versionsTo('person1@guest.example')).toEqual(['2']);
  expect(received).toHaveLength(3);
});

test('so it is where it happens while the batch is under way, and both mails leave at once', async () => {
  const ref = await importOf(3);
  await claimBatch(world.deps, ref);
  await resend('person1@guest.example');
  const [job] = await world.jobs('mail-invitations');
  if (!job) throw new Error('nothing is queued');
  const edge = { deps: world.deps, sendMail: take };
  const takeBoth: SendMail = async (mails) => {
    await mailInvitations(edge, job);
    return take(mails);
  };
  await mailImport({ ...edge, sendMail: takeBoth }, ref);
  expect(versionsTo('person1@guest.example')).toEqual(['2']);
  expect(received).toHaveLength(3);
});

test('who is invited again after their mail has left gets both, and the one noted is the newer', async () => {
  const ref = await importOf(1);
  await mailAll(ref, async (mails) => {
    await resend('person0@guest.example');
    return take(mails);
  });
  const job = (await world.jobs('mail-invitations'))[0];
  if (!job) throw new Error('nothing is queued');
  expect((await world.db.invitation.findFirstOrThrow()).delivery).toBe('QUEUED');
  await mailInvitations({ deps: world.deps, sendMail: take }, job);
  expect(versionsTo('person0@guest.example')).toEqual(['1', '2']);
});

test('whose invitation is canceled by hand while their mail waits gets none, and the others do', async () => {
  const ref = await importOf(3);
  await cancel('person1@guest.example');
  await claimBatch(world.deps, ref);
  await cancel('person2@guest.example');
  await mailAll(ref);
  expect(received.map(({ to }) => to.email)).toEqual(['person0@guest.example']);
});

test('canceling the rest leaves alone what was invited again or canceled by hand, and says so of nobody twice', async () => {
  const ref = await importOf(4);
  await resend('person1@guest.example');
  await cancel('person2@guest.example');
  await cancelImport(world.deps, { ...ref, actor: actor(), origin });
  await mailAll(ref);
  const rows = await world.db.invitation.findMany({ orderBy: { email: 'asc' } });
  expect(rows.map(({ status }) => status)).toEqual(['CANCELED', 'PENDING', 'CANCELED', 'CANCELED']);
  expect(versionsTo('person1@guest.example')).toEqual(['2']);
  expect(received).toHaveLength(1);
  expect(await world.db.activity.count({ where: { action: 'invitation.canceled' } })).toBe(3);
});

test('a mail that waits for more than seven days does not leave: its link would be dead', async () => {
  const ref = await importOf(3);
  world.passTime(7 * 24 * 60 * 60 * 1000);
  await mailAll(ref);
  expect(received).toEqual([]);
  expect((await world.db.bulkImport.findFirstOrThrow()).status).toBe('DONE');
});
