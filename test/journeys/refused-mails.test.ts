import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { type SendGridStandIn, startSendGrid } from '../harness/sendgrid-stand-in.ts';
import { until } from '../harness/until.ts';

let sendgrid: SendGridStandIn;
let fluxera: TestFluxera;

beforeAll(async () => {
  sendgrid = await startSendGrid();
  fluxera = await startTestFluxera({ sendgrid: { apiKey: 'SG.key', baseUrl: sendgrid.url } });
  await setUp(fluxera);
});
afterAll(async () => {
  await fluxera.stop();
  await sendgrid.close();
});

const refusals = () => fluxera.logged.filter((line) => line.includes('mail refused'));
const metrics = async () => (await fetch(`${fluxera.running.localUrl}/metrics`)).text();

test('an inviter hears that the mail was refused, and whoever runs it finds out why', async () => {
  fluxera.expectFault(/mail refused/);
  sendgrid.fail('nobody@example.com', 400, 'personalizations.0.to.0.email');
  const olivia = fluxera.slack.as('olivia');
  await olivia.run('/invite', { text: 'nobody@example.com jane@example.com viewer' });
  const message = await olivia.waitForMessage(
    'dm',
    'nobody@example.com did not arrive: the mail service refused to send the mail.',
  );
  expect(message.text).toContain('Check the address');
  expect(refusals()).toHaveLength(1);
  expect(refusals()[0]).toContain('SendGrid answered 400 about personalizations.0.to.0.email');
  expect(refusals()[0]).not.toContain('example.com');
  expect(await metrics()).toContain('fluxera_mails_refused_total{category="invitation"} 1');
  expect(olivia.messages('dm').filter(({ text }) => text.includes('did not arrive'))).toHaveLength(1);
});

test('a mail about a password that is refused is in the log', async () => {
  const email = fluxera.slack.as('olivia').email ?? '';
  sendgrid.fail(email, 400);
  await fluxera.visitor().post('/forgot-password', { email });
  await until('the refusal is logged', () => refusals().some((line) => line.includes('"password"')));
});
