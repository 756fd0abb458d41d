import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  acceptAndVerify,
  linkFor,
  PASSWORD,
  setUp,
  startTestFluxera,
  type TestFluxera,
} from '../harness/fluxera.ts';
import { passPauses } from '../harness/pass-pauses.ts';
import { until } from '../harness/until.ts';

const MINUTE_MS = 60 * 1000;

let fluxera: TestFluxera;
const olivia = () => fluxera.slack.as('olivia');

async function start() {
  fluxera = await startTestFluxera();
  await setUp(fluxera);
}

/** Invites people as Viewers, and waits for their mails. */
async function invite(...addresses: string[]) {
  for (let first = 0; first < addresses.length; first += 20) {
    const some = addresses.slice(first, first + 20);
    await olivia().run('/invite', { text: `${some.join(' ')} viewer` });
  }
  for (const address of addresses) await fluxera.slack.waitForMail(address);
}

/** Invites somebody, who joins. */
async function joins(name: string) {
  const address = `${name.toLowerCase()}@example.com`;
  await invite(address);
  await acceptAndVerify(fluxera, address, { 'First Name': name, 'Last Name': 'Doe' });
}

/** What the bot says of people who joined. */
const told = (where: string) =>
  olivia()
    .messages(where)
    .filter(({ fallback }) => / joined Acme| accepted your invitation/.test(fallback));

/** Everybody who has to be told was told. */
const allTold = () =>
  until('everybody was told', async () => {
    await passPauses(fluxera);
    return (await fluxera.database.db.acceptanceNotice.count({ where: { messageId: null } })) === 0;
  });

const announcing = () =>
  fluxera.slack
    .calls()
    .filter(
      ({ method, request }) => /^chat\./.test(method) && JSON.stringify(request).includes(' joined Acme'),
    );

describe('of many who join at once', () => {
  beforeAll(start);
  afterAll(() => fluxera.stop());

  test('one message in the channel and one to the inviter tell, with two names and a number', async () => {
    const people = Array.from({ length: 43 }, (_, index) => `Guest${index + 1}`);
    const addresses = people.map((name) => `${name.toLowerCase()}@example.com`);
    await invite(...addresses);
    const join = async (address: string, index: number) => {
      const visitor = fluxera.visitor();
      const page = await visitor.open(await linkFor(fluxera, address, 'invitation'));
      await visitor.press(page, 'Accept Invitation', {
        ...{ 'First Name': people[index] ?? '', 'Last Name': 'Doe', Password: PASSWORD },
      });
      return linkFor(fluxera, address, 'verify');
    };
    const links = await Promise.all(addresses.map(join));
    await Promise.all(
      links.map(async (link) => {
        const visitor = fluxera.visitor();
        await visitor.press(await visitor.open(link), 'Verify Email Address');
      }),
    );
    // A message changes no more often.
    fluxera.passTime(5_000);
    await allTold();
    const channel = await olivia().waitForMessage('general', 'and 41 others joined Acme.', {
      timeout: 15_000,
    });
    const dm = await olivia().waitForMessage('dm', 'and 41 others accepted your invitations to Acme.', {
      timeout: 15_000,
    });
    expect(channel.fallback).toMatch(/^Guest\d+ Doe, Guest\d+ Doe and 41 others joined Acme\.$/);
    expect(dm.fallback).toMatch(
      /^Guest\d+ Doe, Guest\d+ Doe and 41 others accepted your invitations to Acme\.$/,
    );
    expect(channel.text.match(/Guest\d+ Doe · Viewer · invited by Olivia Owner/g)).toHaveLength(20);
    expect(dm.text.match(/Guest\d+ Doe · guest\d+@example\.com · Viewer/g)).toHaveLength(20);
    expect(channel.text).toContain('…and 23 more');
    expect(channel.text).not.toContain('@example.com');
    expect(told('general')).toHaveLength(1);
    expect(told('dm')).toHaveLength(1);
    expect(announcing().length).toBeLessThanOrEqual(4);
  }, 60_000);
});

describe('of people who join one after the other', () => {
  beforeEach(start);
  afterEach(() => fluxera.stop());

  test('the first is told of at once, the second in the same message, and so is the third', async () => {
    await joins('Jane');
    const first = await olivia().waitForMessage(
      'general',
      'Jane Doe joined Acme as Viewer, invited by Olivia Owner.',
    );
    await olivia().waitForMessage(
      'dm',
      'Jane Doe (jane@example.com) accepted your invitation and is now a Viewer of Acme.',
    );
    await allTold();
    fluxera.passTime(MINUTE_MS);
    await joins('Ali');
    const second = await olivia().waitForMessage('general', 'Jane Doe and Ali Doe joined Acme.');
    expect(second.ts).toBe(first.ts);
    expect(second.text).toContain('Ali Doe · Viewer · invited by Olivia Owner');
    await olivia().waitForMessage('dm', 'Jane Doe and Ali Doe accepted your invitations to Acme.');
    await allTold();
    fluxera.passTime(MINUTE_MS);
    await joins('Mia');
    const third = await olivia().waitForMessage('general', 'Jane Doe, Ali Doe and 1 other joined Acme.');
    expect(third.ts).toBe(first.ts);
    expect(third.text).toContain('Mia Doe · Viewer');
    expect(told('general')).toHaveLength(1);
  });

  test('whoever joins later gets a message of their own, and so does whoever joins when it was deleted', async () => {
    await joins('Jane');
    await olivia().waitForMessage('general', 'Jane Doe joined Acme');
    await allTold();
    fluxera.passTime(11 * MINUTE_MS);
    await joins('Ali');
    const { ts } = await olivia().waitForMessage(
      'general',
      'Ali Doe joined Acme as Viewer, invited by Olivia Owner.',
    );
    expect(told('general')).toHaveLength(2);
    await allTold();
    const { slack } = fluxera;
    const deleted = await fetch(`${slack.apiUrl}chat.delete`, {
      method: 'POST',
      headers: { authorization: `Bearer ${slack.botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ channel: 'C0GENERAL1', ts }),
    });
    expect(await deleted.json()).toMatchObject({ ok: true });
    fluxera.passTime(MINUTE_MS);
    await joins('Mia');
    await olivia().waitForMessage('general', 'Mia Doe joined Acme as Viewer, invited by Olivia Owner.');
    expect(told('general').map(({ fallback }) => fallback.split(' ')[0])).toEqual(['Jane', 'Mia']);
  });

  test('another channel begins with a message of its own', async () => {
    await joins('Jane');
    await olivia().waitForMessage('general', 'Jane Doe joined Acme');
    await allTold();
    await fluxera.database.db.notificationChannel.updateMany({
      where: { event: 'ACCEPTANCES' },
      data: { slackChannelId: 'C0RANDOM01' },
    });
    await joins('Ali');
    await olivia().waitForMessage('random', 'Ali Doe joined Acme as Viewer, invited by Olivia Owner.');
    expect(told('general')).toHaveLength(1);
  });

  test('where no channel is to hear of it, nobody is told later either', async () => {
    const { db } = fluxera.database;
    const channel = await db.notificationChannel.findFirstOrThrow({ where: { event: 'ACCEPTANCES' } });
    await db.notificationChannel.deleteMany({ where: { event: 'ACCEPTANCES' } });
    await joins('Jane');
    await olivia().waitForMessage('dm', 'Jane Doe (jane@example.com) accepted');
    await until(
      'it is forgotten',
      async () => (await db.acceptanceNotice.count({ where: { audience: 'CHANNEL' } })) === 0,
    );
    await db.notificationChannel.create({ data: channel });
    await joins('Ali');
    await olivia().waitForMessage('general', 'Ali Doe joined Acme as Viewer');
    expect(told('general')).toHaveLength(1);
  });

  test('where the channel cannot be posted to, the Owner hears of that', async () => {
    await fluxera.database.db.notificationChannel.updateMany({
      where: { event: 'ACCEPTANCES' },
      data: { slackChannelId: 'C0NOWHERE1' },
    });
    await joins('Jane');
    await olivia().waitForMessage('dm', 'Somebody joined, but Fluxera could not say so in');
    await allTold();
  });

  test('nobody is lost where noting what was told fails', async () => {
    fluxera.expectFault(/job failed/);
    const { pool } = fluxera.database;
    await pool.query(`
      CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'gone'; END $$;
      CREATE TRIGGER fail BEFORE INSERT ON acceptance_message FOR EACH ROW EXECUTE FUNCTION fail()`);
    await joins('Jane');
    await olivia().waitForMessage('general', 'Jane Doe joined Acme');
    await olivia().waitForMessage('dm', 'Jane Doe (jane@example.com) accepted');
    await joins('Ali');
    await until(
      'it has failed',
      () => fluxera.logged.filter((line) => line.includes('job failed')).length > 1,
    );
    await pool.query('DROP TRIGGER fail ON acceptance_message');
    await allTold();
    expect(told('general').at(-1)?.fallback).toBe('Jane Doe and Ali Doe joined Acme.');
    expect(told('dm').at(-1)?.fallback).toBe('Jane Doe and Ali Doe accepted your invitations to Acme.');
  });
});
