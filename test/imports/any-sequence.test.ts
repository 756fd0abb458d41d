import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Refusal } from '../../src/errors.ts';
import { sendImport } from '../../src/imports/send-import.ts';
import { startImport } from '../../src/imports/start-import.ts';
import { cancelImport, pauseImport, resumeImport } from '../../src/imports/stop-import.ts';
import { cancelInvitation } from '../../src/invitations/cancel-invitation.ts';
import { resendInvitation } from '../../src/invitations/resend-invitation.ts';
import { mailImport } from '../../src/jobs/mail-import.ts';
import type { SendMail } from '../../src/mail/transport.ts';
import { brokenRules } from '../harness/import-rules.ts';
import { receivedMails } from '../harness/received-mails.ts';
import { createWorld, type TestWorkspace, type World } from '../harness/world.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const origin = { source: 'SLACK' } as const;
const SEATS = 9;

const n = fc.integer({ min: 0, max: 11 });
const which = fc.integer({ min: 0, max: 2 });

const action = fc.oneof(
  fc.record({ do: fc.constant('read' as const), which, from: n, size: fc.integer({ min: 1, max: 6 }) }),
  fc.record({
    do: fc.constantFrom(...(['send', 'send', 'pause', 'resume', 'cancel', 'mail'] as const)),
    which,
  }),
  fc.record({ do: fc.constantFrom(...(['invite', 'cancel one', 'resend'] as const)), person: n }),
);
type Action = typeof action extends fc.Arbitrary<infer Of> ? Of : never;

interface Scene extends TestWorkspace {
  submission(which: number): string;
  email(person: number): string;
  /** The names of all mails of imports that left. */
  mailed: string[];
  /** Of an import, one batch at a time is under way, as the queue has it. */
  mailing: Map<string, Promise<void>>;
}

async function createScene(): Promise<Scene> {
  const name = world.deps.newId();
  const workspace = await world.createWorkspace({ ownerEmail: `${name}@owner.example` });
  await world.db.workspace.update({
    where: { id: workspace.workspaceId },
    data: { seatLimit: SEATS },
  });
  return {
    ...workspace,
    submission: (number) => `form${number}`,
    email: (person) => `person${person}@${name}.example`,
    mailed: [],
    mailing: new Map(),
  };
}

async function perform(scene: Scene, act: Action): Promise<void> {
  const { workspaceId, ownerId } = scene;
  const { deps, db } = world;
  const actor = { workspaceId, userId: ownerId };
  if (act.do === 'read') {
    const emails = Array.from({ length: act.size }, (_, index) => scene.email((act.from + index) % 12));
    const csv = `Email,Role\n${emails.map((email) => `${email},Viewer\n`).join('')}`;
    const file = { name: 'people.csv', bytes: Buffer.from(csv) };
    const choices = { defaultRoleId: null, message: '', skipKnown: true };
    return void (await startImport(deps, {
      ...{ actor, file, submission: scene.submission(act.which) },
      ...choices,
    }));
  }
  if ('person' in act) return one(scene, act);
  const found = await db.bulkImport.findFirst({
    where: { workspaceId, submission: scene.submission(act.which) },
  });
  if (!found) return;
  const wish = { workspaceId, importId: found.id, actor, origin };
  if (act.do === 'mail') return mail(scene, found.id);
  const change = { send: sendImport, pause: pauseImport, resume: resumeImport, cancel: cancelImport }[act.do];
  await change(deps, wish);
}

/** By hand, whoever is named so at that moment. */
async function one(scene: Scene, act: Extract<Action, { person: number }>): Promise<void> {
  const { workspaceId, ownerId } = scene;
  const email = scene.email(act.person);
  if (act.do === 'invite') return void (await scene.invite(email));
  const found = await world.db.invitation.findFirst({ where: { workspaceId, email } });
  if (!found) return;
  const actor = { workspaceId, userId: ownerId };
  const wish = { actor, invitation: { id: found.id, revision: found.revision }, origin };
  if (act.do === 'resend') await resendInvitation(world.deps, wish);
  else await cancelInvitation(world.deps, { ...wish, reason: '' });
}

function mail(scene: Scene, importId: string): Promise<void> {
  const sendMail: SendMail = async (mails) => {
    const taken = receivedMails(mails).map(({ key }) => key);
    scene.mailed.push(...taken);
    return taken.map((key) => ({ key, outcome: 'SENT' }));
  };
  const before = scene.mailing.get(importId) ?? Promise.resolve();
  const { workspaceId } = scene;
  const mailing = before.then(() => mailImport({ deps: world.deps, sendMail }, { workspaceId, importId }));
  scene.mailing.set(importId, mailing);
  return mailing;
}

/** Refusals are answers; anything else is a fault. */
async function attempt(scene: Scene, act: Action): Promise<void> {
  await perform(scene, act).catch((error) => {
    if (!(error instanceof Refusal)) throw error;
  });
}

test('whatever is imported, stopped, invited and canceled, one at a time or at once, breaks no rule and mails nobody twice', async () => {
  const steps = fc.array(fc.array(action, { minLength: 1, maxLength: 5 }), { minLength: 4, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const scene = await createScene();
      for (const atOnce of sequence) {
        await Promise.all(atOnce.map((act) => attempt(scene, act)));
        expect(await brokenRules(world)).toEqual([]);
      }
      expect(scene.mailed).toHaveLength(new Set(scene.mailed).size);
    }),
    { numRuns: 40 },
  );
}, 120_000);

test('each rule is one that the questions would find broken', async () => {
  const scene = await createScene();
  await attempt(scene, { do: 'read', which: 0, from: 0, size: 4 });
  await attempt(scene, { do: 'send', which: 0 });
  await attempt(scene, { do: 'read', which: 1, from: 4, size: 1 });
  const { workspaceId } = scene;
  const { db } = world;
  const rows = await db.bulkImportRow.findMany({ where: { workspaceId }, orderBy: { position: 'asc' } });
  const [first, second] = rows.filter(({ email }) => email < scene.email(4));
  const other = rows.find(({ email }) => email === scene.email(4));
  if (!first || !second || !other) throw new Error('no rows');
  const invitation = (id: string) => ({ where: { workspaceId_id: { workspaceId, id } } });
  await db.invitation.update({
    ...invitation(first.invitationId),
    data: { status: 'CANCELED', settledAt: new Date() },
  });
  await db.invitation.update({ ...invitation(second.invitationId), data: { id: other.invitationId } });
  await db.workspace.update({ where: { id: workspaceId }, data: { seatLimit: 1 } });
  expect(await brokenRules(world)).toEqual([
    'more seats taken than there are',
    'an invitation without exactly one entry of its sending',
    'a canceled invitation without its entry',
    'an entry of an invitation that is not there',
    'an import whose numbers are not those of its rows',
    'a row that says it invites somebody, and does not',
    'a row of an import that is read, and invites already',
  ]);
});
