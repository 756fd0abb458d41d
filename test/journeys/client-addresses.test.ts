import { afterEach, expect, test } from '@jest/globals';
import { linkFor, PASSWORD, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { createVisitor } from '../harness/visitor.ts';

let fluxera: TestFluxera;
let people = 0;

afterEach(() => fluxera.stop());

/** What the activity says of where somebody was whose request came with this header, past a proxy on this machine. */
async function recordedAddress(forwardedFor: string): Promise<string | null> {
  const email = `person${++people}@example.com`;
  await fluxera.slack.as('olivia').run('/invite', { text: `${email} viewer` });
  const browser = createVisitor(fluxera.running.localUrl, forwardedFor);
  const page = await browser.open(await linkFor(fluxera, email, 'invitation'));
  const names = { 'First Name': 'Jane', 'Last Name': 'Doe', Password: PASSWORD };
  const accepted = await browser.press(page, 'Accept Invitation', names);
  expect([accepted.status, accepted.title]).toEqual([200, 'Check your mail']);
  const { rows } = await fluxera.database.pool.query<{ address: string | null }>(
    `SELECT host(ip_address) AS address FROM activity WHERE action = 'invitation.accepted' ORDER BY id DESC LIMIT 1`,
  );
  return rows[0]?.address ?? null;
}

test('people get in whatever their proxy writes as their address, and the record has it where it is one', async () => {
  fluxera = await startTestFluxera();
  await setUp(fluxera);
  expect(await recordedAddress('203.0.113.7')).toBe('203.0.113.7');
  expect(await recordedAddress('203.0.113.7:51234')).toBe('203.0.113.7');
  expect(await recordedAddress('[2001:db8::1]:443')).toBe('2001:db8::1');
  expect(await recordedAddress('::ffff:203.0.113.9')).toBe('203.0.113.9');
  expect(await recordedAddress('unknown')).toBeNull();
  expect(await recordedAddress('203.0.113.7.example, _hidden')).toBeNull();
}, 30_000);

test('somebody in a private network is who they are, not who they say that they pass on', async () => {
  fluxera = await startTestFluxera();
  await setUp(fluxera);
  expect(await recordedAddress('198.51.100.99, 10.1.2.3')).toBe('10.1.2.3');
  expect(await recordedAddress('198.51.100.99, 192.168.1.2')).toBe('192.168.1.2');
});

test('a proxy that is named in TRUSTED_PROXIES is believed, and others are not', async () => {
  fluxera = await startTestFluxera({ trustedProxies: ['10.1.2.0/24'] });
  await setUp(fluxera);
  expect(await recordedAddress('192.0.2.1, 198.51.100.99, 10.1.2.3')).toBe('198.51.100.99');
  expect(await recordedAddress('198.51.100.99, 10.1.3.3')).toBe('10.1.3.3');
});

test('where TRUSTED_PROXIES is a number, that many are believed', async () => {
  fluxera = await startTestFluxera({ trustedProxies: 2 });
  await setUp(fluxera);
  expect(await recordedAddress('192.0.2.1, 198.51.100.99, 203.0.113.3')).toBe('198.51.100.99');
});
