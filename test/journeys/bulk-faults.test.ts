import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { importByForm } from '../harness/import-by-form.ts';
import { noJobs } from '../harness/no-jobs.ts';
import { passPauses } from '../harness/pass-pauses.ts';
import { type SendGridStandIn, startSendGrid } from '../harness/sendgrid-stand-in.ts';
import { until } from '../harness/until.ts';

let sendGrid: SendGridStandIn;
let fluxera: TestFluxera;
const olivia = () => fluxera.slack.as('olivia');

beforeAll(async () => {
  sendGrid = await startSendGrid();
  fluxera = await startTestFluxera({
    sendgrid: { apiKey: 'SG.test', baseUrl: sendGrid.url, timeoutMs: 3000 },
  });
  await setUp(fluxera);
  // The Owner's own mail meets none of what follows.
  await noJobs(fluxera.database, 'mail-password-link');
});
afterAll(async () => {
  await fluxera.stop();
  await sendGrid.close();
});

const found = (name: string) =>
  fluxera.database.db.bulkImport.findFirstOrThrow({ where: { fileName: `${name}.csv` } });

const mailed = (name: string) =>
  sendGrid.sent
    .flatMap(({ personalizations }) => personalizations.flatMap(({ to }) => to.map(({ email }) => email)))
    .filter((email) => email.endsWith(`@${name}.example`));

/** Waits until an import is done, without its pauses. */
const untilDone = (name: string, withinMs = 30_000) =>
  until(
    `${name} is done`,
    async () => {
      await passPauses(fluxera);
      return (await found(name)).status === 'DONE';
    },
    withinMs,
  );

async function deliveries(name: string): Promise<Record<string, number>> {
  const rows = await fluxera.database.db.invitation.groupBy({
    by: ['delivery'],
    where: { email: { endsWith: `@${name}.example` } },
    _count: true,
  });
  return Object.fromEntries(rows.map(({ delivery, _count }) => [delivery, _count]));
}

test('while SendGrid answers 429, 500 and 413, breaks connections or says nothing, all 2,000 arrive in the end, once', async () => {
  fluxera.expectFault(/mails are still to be sent/);
  // A halved batch meets more of them within one try.
  sendGrid.answerNext(429, 500, 'NONE', 413, 429, 500, 413, 413, 'NONE', 500, 'NEVER', 429, 500, 413, 500);
  const emails = await importByForm(olivia(), 'faulty', 2000);
  await untilDone('faulty', 100_000);
  expect(mailed('faulty').toSorted()).toEqual(emails.toSorted());
  expect(await deliveries('faulty')).toEqual({ SENT: 2000 });
  expect(sendGrid.answersLeft()).toBe(0);
  await until('the message says so', async () => {
    await passPauses(fluxera);
    return olivia()
      .messages('dm')
      .some(({ text }) => text.includes('Done · 2,000 invitations of faulty.csv are sent.'));
  });
}, 120_000);

test('of 2,000 people of whom SendGrid refuses one, the others get their mails, and the message says so', async () => {
  fluxera.expectFault(/mail refused/);
  sendGrid.fail('person700@refused.example', 400, 'personalizations.0.to.0.email');
  const emails = await importByForm(olivia(), 'refused', 2000);
  await untilDone('refused');
  const others = emails.filter((email) => email !== 'person700@refused.example');
  expect(mailed('refused').toSorted()).toEqual(others.toSorted());
  const done = await olivia().waitForMessage(
    'dm',
    'invitations of refused.csv are sent. 1 could not be delivered.',
  );
  expect(done.buttons).toEqual(['Track Responses']);
}, 60_000);

test.each(['rate_limited', 'server_error', 'dropped'] as const)(
  'a Slack that answers nothing but %s keeps no mail back, and tells of it when it is well again',
  async (fault) => {
    const name = fault.replace('_', '');
    fluxera.expectFault(/"job":"(show-import|send-import-file|publish-homes)"/);
    for (const method of ['chat.postMessage', 'chat.update', 'files.getUploadURLExternal'])
      fluxera.slack.faults.inject({ fault, method, times: 1000 });
    const emails = await importByForm(olivia(), name, 1200);
    await until('the mails have left', async () => (await found(name)).status === 'DONE', 30_000);
    expect(mailed(name).toSorted()).toEqual(emails.toSorted());
    fluxera.slack.faults.clear();
    await until(
      'the message and the file have come',
      async () => {
        await passPauses(fluxera);
        const messages = olivia().messages('dm');
        return (
          messages.some(({ text }) => text.includes(`Done · 1,200 invitations of ${name}.csv are sent.`)) &&
          messages.some(({ files }) => files.some(({ title }) => title === `${name}-result.csv`))
        );
      },
      40_000,
    );
    const about = olivia()
      .messages('dm')
      .filter(({ text }) => text.includes(`invitations of ${name}.csv`));
    expect(about).toHaveLength(1);
  },
  90_000,
);
