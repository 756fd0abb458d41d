import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { showGallery } from '../sandbox/helpers/gallery.ts';
import { heldBack, withSlack } from '../sandbox/helpers/with-slack.ts';
import { goTo, press, type } from './local-slack.ts';
import { createPeople, type People, sees } from './people.ts';
import { withGallery } from './with-gallery.ts';

// Milliseconds: a page that is waited for has ten seconds, which then tells more than the test's own limit.
jest.setTimeout(30_000);

let people: People;
beforeAll(async () => {
  people = await createPeople();
}, 30_000);
afterAll(() => people.close());

describe('The inspector', () => {
  test('shows what Slack sent and what the bot asked, newest first, to be filtered and linked to', () =>
    withGallery(people, async (olivia, { slack, bot }) => {
      await type(olivia, '/users');
      await sees(olivia, 'Only you see this.');
      await goTo(olivia, 'Inspector');
      const rows = olivia.getByRole('list', { name: 'Traffic' }).getByRole('link');
      await rows.filter({ hasText: 'response_url' }).waitFor();
      expect(await rows.first().innerText()).toContain('response_url');
      await rows.filter({ hasText: '/users · Olivia' }).click();
      await sees(olivia, 'Slack → Fluxera · /users · Olivia · by HTTP');
      const payload = olivia.getByRole('region', { name: 'Payload' });
      expect(await payload.innerText()).toContain('"user_name": "olivia"');

      await olivia.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await payload.getByRole('button', { name: 'Copy' }).click();
      await sees(olivia, 'Copied');
      expect(await olivia.evaluate('navigator.clipboard.readText()')).toContain('"user_name": "olivia"');

      await bot.client.chat.postMessage({ channel: 'random', text: 'x' }).catch(() => undefined);
      await olivia.getByRole('link', { name: 'Inspector 1 problem' }).waitFor();
      await olivia.getByRole('checkbox', { name: 'Only problems' }).check();
      expect(await rows.allInnerTexts()).toEqual([
        expect.stringMatching(/chat\.postMessage\s+not_in_channel/),
      ]);
      await rows.first().click();
      await sees(olivia, 'Refused: not_in_channel');
      const link = olivia.url();
      await olivia.goto(slack.url);
      await olivia.goto(link);
      await sees(olivia, 'Refused: not_in_channel');

      await press(olivia, 'Pause');
      await bot.client.auth.test();
      await bot.client.chat.postMessage({ channel: 'random', text: 'x' }).catch(() => undefined);
      // The number on the left goes on, and comes by the same change.
      await olivia.getByRole('link', { name: 'Inspector 2 problems' }).waitFor();
      await olivia.getByRole('searchbox', { name: 'Filter' }).fill('auth.test');
      const before = await rows.count();
      await press(olivia, 'Resume');
      await olivia.waitForFunction(`document.querySelectorAll('.entry-row').length === ${before + 1}`);
      await press(olivia, 'Clear');
      await sees(olivia, /^Nothing yet\. Type a command/);
      expect(slack.calls()).toEqual([]);
    }));

  test('names the place of what Slack refuses, and what it waited for in vain', () =>
    withSlack(
      async ({ slack, bot }) => {
        const page = await people.newPerson();
        await page.goto(`${slack.url}/#/as/olivia/inspector`);
        const blocks = [
          { type: 'header' as const, text: { type: 'plain_text' as const, text: 'x'.repeat(151) } },
        ];
        await bot.client.chat.postMessage({ channel: 'general', text: 'x', blocks }).catch(() => undefined);
        await page.getByRole('link', { name: /chat\.postMessage/ }).click();
        await sees(page, /must be less than 151 characters \[json-pointer:\/blocks\/0\/text\/text\]/);
        bot.command('/users', ({ ack }) => ack({ text: 'Everybody', blocks }));
        await slack.as('olivia').run('/users');
        await page.getByRole('link', { name: /command.*200/ }).click();
        await page.getByRole('list', { name: 'Problems' }).getByText('invalid_blocks').waitFor();
        const patience = heldBack();
        bot.command('/invite', async ({ ack }) => {
          await patience.until;
          await ack();
        });
        await slack.as('olivia').run('/invite');
        await page.getByRole('link', { name: /command.*late/ }).click();
        await sees(page, 'Not acknowledged within 0.1 s');
        await page.context().close();
        patience.release();
      },
      { acknowledgeWithin: 100 },
    ));

  test('shows no secret, whether it stands in a payload, an argument or an answer', () =>
    withSlack(
      async ({ slack, bot }) => {
        await bot.client.chat.postMessage({ channel: 'general', text: `${slack.botToken} xoxp-1-2` });
        showGallery(bot);
        await slack.as('olivia').openHome();
        const page = await people.newPerson();
        await page.goto(slack.url);
        const told = String(await page.evaluate(firstOfStream));
        for (const name of ['chat.postMessage', 'apps.connections.open', 'app_home_opened'])
          expect(told).toContain(name);
        for (const secret of [slack.botToken, slack.appToken, slack.signingSecret, 'xoxp-1-2'])
          expect(told).not.toContain(secret);
        expect(told).not.toMatch(/ticket=\w|"token":"\w/);
        await page.context().close();
      },
      { delivery: 'socket' },
    ));
});

/** What the inspector is told when it opens. */
const firstOfStream = `new Promise((resolve) => {
  const source = new EventSource('/sandbox/traffic/live');
  source.onmessage = ({ data }) => {
    source.close();
    resolve(data);
  };
})`;
