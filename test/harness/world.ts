import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { sealKeyFrom } from '../../src/activity/activity-chain.ts';
import { type Deps, type JobName, type JobPayload, jobPayloads } from '../../src/deps.ts';
import { invitationLink } from '../../src/invitations/invitation-link.ts';
import { sendInvitations } from '../../src/invitations/send-invitations.ts';
import { mailInvitations } from '../../src/jobs/mail-invitations.ts';
import { mailPasswordLink } from '../../src/jobs/mail-password-link.ts';
import { mailReminder } from '../../src/jobs/mail-reminder.ts';
import { mailVerification } from '../../src/jobs/mail-verification.ts';
import { vaultKeyFrom } from '../../src/licenses/sealed-key.ts';
import { linkKeyFrom } from '../../src/links/link-token.ts';
import type { Mail } from '../../src/mail/transport.ts';
import { idMaker } from '../../src/new-id.ts';
import { setUpWorkspace } from '../../src/workspaces/set-up-workspace.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { type ReceivedMail, receivedMails } from './received-mails.ts';
import { rememberedPasswords } from './remembered-passwords.ts';

export interface World extends TestDatabase {
  deps: Deps;
  /** Moves the product's clock; the database's and the browser's stay. */
  passTime(ms: number): void;
  /** Every queued job of that name. */
  jobs<Name extends JobName>(name: Name): Promise<JobPayload<Name>[]>;
  /** Runs the queued mail jobs and returns what people got. */
  deliverMails(): Promise<ReceivedMail[]>;
  createWorkspace(options?: Partial<WorkspaceOptions>): Promise<TestWorkspace>;
}

interface WorkspaceOptions {
  name: string;
  ownerEmail: string;
}

export interface TestWorkspace {
  workspaceId: string;
  ownerId: string;
  /** Invites one person as the Owner and returns the invitation with its link's token. */
  invite(email: string, options?: Partial<InviteOptions>): Promise<{ id: string; token: string }>;
}

interface InviteOptions {
  role: string;
  firstName: string;
  lastName: string;
  message: string;
  /** undefined: the Owner. */
  inviterId: string;
}

const passwords = rememberedPasswords();

export const TEST_SECRET = 'a secret for tests, of more than 32 characters';
export const DAY_MS = 24 * 60 * 60 * 1000;

export async function createWorld(publicUrl = 'https://portal.example'): Promise<World> {
  const database = await createTestDatabase();
  const { db } = database;
  let shift = 0;
  const deps: Deps = {
    db,
    now: () => new Date(Date.now() + shift),
    newId: idMaker(Date.now),
    passwords,
    product: { name: 'Fluxera', publicUrl },
    vaultKey: vaultKeyFrom(TEST_SECRET),
    linkKey: linkKeyFrom(TEST_SECRET),
    sealKey: sealKeyFrom(TEST_SECRET),
  };
  return {
    ...database,
    deps,
    passTime: (ms) => {
      shift += ms;
    },
    jobs: (name) => queuedJobs(database, name),
    deliverMails: () => deliverMails(database, deps),
    createWorkspace: (options) => createWorkspace(deps, options),
  };
}

async function createWorkspace(deps: Deps, options?: Partial<WorkspaceOptions>): Promise<TestWorkspace> {
  const { workspaceId, ownerId } = await setUpWorkspace(deps, {
    slackTeamId: `T${randomBytes(5).toString('hex').toUpperCase()}`,
    name: options?.name ?? 'Northwind',
    notificationChannelId: null,
    timeZone: undefined,
    owner: {
      slackUserId: `U${randomBytes(5).toString('hex').toUpperCase()}`,
      email: options?.ownerEmail ?? 'olivia@northwind.example',
      firstName: 'Olivia',
      lastName: 'Stone',
    },
    origin: { source: 'SLACK' },
  });
  return {
    workspaceId,
    ownerId,
    invite: async (email, { role = 'Member', inviterId = ownerId, ...details } = {}) => {
      const sent = await sendInvitations(deps, {
        actor: { workspaceId, userId: inviterId },
        addresses: [email],
        role: { name: role },
        ...details,
        origin: { source: 'SLACK' },
      });
      const id = sent.invitations[0]?.id ?? '';
      const url = invitationLink(deps, { workspaceId, id, version: 1 });
      return { id, token: url.slice(url.lastIndexOf('/') + 1) };
    },
  };
}

const jobRows = z.array(z.object({ id: z.coerce.string(), name: z.string(), payload: z.unknown() }));

async function allJobs({ pool }: TestDatabase) {
  const { rows } = await pool.query(
    `SELECT j.id, t.identifier AS name, j.payload
     FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id ORDER BY j.id`,
  );
  return jobRows.parse(rows);
}

async function queuedJobs<Name extends JobName>(database: TestDatabase, name: Name) {
  const jobs = await allJobs(database);
  return jobs
    .filter((job) => job.name === name)
    .map((job) => jobPayloads[name].parse(job.payload) as JobPayload<Name>);
}

async function deliverMails(database: TestDatabase, deps: Deps): Promise<ReceivedMail[]> {
  const mails: Mail[] = [];
  const edge = {
    deps,
    sendMail: async (sent: Mail[]) => {
      mails.push(...sent);
      return receivedMails(sent).map(({ key }) => ({ key, outcome: 'SENT' as const }));
    },
  };
  for (const { id, name, payload } of await allJobs(database)) {
    if (name === 'mail-invitations') {
      await mailInvitations(edge, jobPayloads['mail-invitations'].parse(payload));
    } else if (name === 'mail-reminder') {
      await mailReminder(edge, jobPayloads['mail-reminder'].parse(payload));
    } else if (name === 'mail-verification') {
      await mailVerification(edge, jobPayloads['mail-verification'].parse(payload));
    } else if (name === 'mail-password-link') {
      await mailPasswordLink(edge, jobPayloads['mail-password-link'].parse(payload));
    } else continue;
    await database.pool.query('DELETE FROM graphile_worker._private_jobs WHERE id = $1', [id]);
  }
  return receivedMails(mails);
}
