import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { organization } from 'better-auth/plugins';
import pg from 'pg';
import { timed } from './measure.ts';

const INVITATIONS = 500;
const AT_ONCE = 10;

/** How many invitations a second Better Auth's organization plugin makes, ten at a time; it mails nothing here. */
export async function invitationsOfPeer(): Promise<number> {
  const cluster = new pg.Client({ connectionString: process.env.TEST_CLUSTER_URL });
  await cluster.connect();
  await cluster.query('CREATE DATABASE peer');
  const url = new URL(process.env.TEST_CLUSTER_URL ?? '');
  url.pathname = '/peer';
  const pool = new pg.Pool({ connectionString: url.href });
  // Connections that it keeps end with the cluster.
  pool.on('error', () => {});
  const options = {
    database: pool,
    secret: 'a secret for the bench, of more than 32 characters',
    baseURL: 'http://localhost',
    emailAndPassword: { enabled: true },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    plugins: [
      organization({
        invitationLimit: 1e9,
        invitationExpiresIn: 604_800,
        sendInvitationEmail: async () => {},
      }),
    ],
  };
  await (await getMigrations(options)).runMigrations();
  const auth = betterAuth(options);
  const signedUp = await auth.api.signUpEmail({
    body: { email: 'olivia@example.com', password: 'Otters swim upstream 42', name: 'Olivia' },
    returnHeaders: true,
  });
  const headers = new Headers({
    cookie: signedUp.headers
      .getSetCookie()
      .map((one) => one.split(';', 1)[0])
      .join('; '),
  });
  const created = await auth.api.createOrganization({ body: { name: 'Acme', slug: 'acme' }, headers });
  const organizationId = created?.id ?? '';
  let next = 0;
  const inviteUpTo = async (end: number) => {
    for (let n = next++; n < end; n = next++) {
      const body = { email: `person${n}@example.com`, role: 'member' as const, organizationId };
      await auth.api.createInvitation({ body, headers });
    }
  };
  const invite = (end: number) => Promise.all(Array.from({ length: AT_ONCE }, () => inviteUpTo(end)));
  // The first ones warm up and are not counted.
  await invite(INVITATIONS);
  next = INVITATIONS;
  const ms = await timed(() => invite(2 * INVITATIONS));
  await pool.end();
  await cluster.end();
  return INVITATIONS / (ms / 1000);
}
