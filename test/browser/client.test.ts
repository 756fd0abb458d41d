import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Scene } from '../sandbox/helpers/with-slack.ts';
import { composer, dialog, goTo, press, type } from './local-slack.ts';
import { createPeople, type People, sees } from './people.ts';
import { withGallery } from './with-gallery.ts';

// Milliseconds: a page that is waited for has ten seconds, which then tells more than the test's own limit.
jest.setTimeout(30_000);

let people: People;
beforeAll(async () => {
  people = await createPeople();
}, 30_000);
afterAll(() => people.close());

const withOlivia = (walk: (olivia: Page, scene: Scene) => Promise<void>) => withGallery(people, walk);

const hasFocus = (page: Page, label: string) =>
  page.waitForFunction(`document.activeElement.getAttribute('aria-label') === '${label}'`);

describe('Without a mouse', () => {
  test('a person types /invite, completes it, fills the form, sends it, and is back in the message field', () =>
    withOlivia(async (olivia, { slack }) => {
      const { keyboard } = olivia;
      await keyboard.type('/inv');
      await olivia.getByRole('option', { name: /\/invite.*Invite people/ }).waitFor();
      await keyboard.press('Tab');
      expect(await composer(olivia).inputValue()).toBe('/invite ');
      await keyboard.press('Enter');
      await dialog(olivia).waitFor();
      await keyboard.type('taken@example.com');
      await keyboard.press('Tab');
      await keyboard.type('Member');
      await press(olivia, 'Send Invitation');
      await sees(olivia, 'They are a user already.');
      await keyboard.press('ControlOrMeta+a');
      await keyboard.type('jane@example.com');
      await keyboard.press('Enter');
      await dialog(olivia).waitFor({ state: 'detached' });
      await slack.as('olivia').waitForMessage('dm', 'You invited jane@example.com.');
      await hasFocus(olivia, 'Message #general');
    }));

  test('the focus stays in the form, Escape leaves the form, and a question asked before it', () =>
    withOlivia(async (olivia, { slack }) => {
      const { keyboard } = olivia;
      await type(olivia, '/invite');
      await dialog(olivia).waitFor();
      const isOutside = () =>
        olivia.evaluate(
          'document.activeElement !== document.body && !document.activeElement.closest("dialog")',
        );
      for (let pressed = 0; pressed < 40; pressed += 1) {
        await keyboard.press('Shift+Tab');
        expect(await isOutside()).toBe(false);
      }
      await keyboard.press('Escape');
      await dialog(olivia).waitFor({ state: 'detached' });
      await hasFocus(olivia, 'Message #general');

      await type(olivia, '/users');
      const cancel = olivia.getByRole('button', { name: 'Cancel', exact: true });
      await cancel.focus();
      await keyboard.press('Enter');
      await sees(olivia, 'Cancel this invitation?');
      await keyboard.press('Escape');
      await dialog(olivia).waitFor({ state: 'detached' });
      expect(slack.deliveries('block_actions')).toEqual([]);
      await cancel.press('Enter');
      await press(olivia, 'Cancel Invitation');
      await slack.until(() => slack.deliveries('block_actions')[0], 'the button to be told');
    }));

  test('a menu of further actions opens, is walked through and closes', () =>
    withOlivia(async (olivia, { slack }) => {
      await type(olivia, '/users');
      const more = olivia.getByRole('button', { name: 'More actions' }).first();
      await more.press('Enter');
      await olivia.keyboard.press('ArrowDown');
      await olivia.keyboard.press('Escape');
      await hasFocus(olivia, 'More actions');
      await more.press('Enter');
      await olivia.keyboard.press('ArrowDown');
      await olivia.keyboard.press('Enter');
      const told = await slack.until(() => slack.deliveries('block_actions')[0], 'the choice to be told');
      expect(told.body).toMatchObject({ actions: [{ selected_option: { value: 'copy link' } }] });
    }));
});

describe('Whom one means is completed', () => {
  test('after @, by any of their names, with the keys or the mouse', () =>
    withOlivia(async (olivia) => {
      const { keyboard } = olivia;
      await keyboard.type('Hello @');
      const offered = olivia.getByRole('listbox', { name: 'People' }).getByRole('option');
      expect(await offered.count()).toBe(7);
      await keyboard.type('ad');
      expect(await offered.allInnerTexts()).toEqual([expect.stringMatching(/Adam Admin\s+adam/)]);
      await keyboard.press('Enter');
      await keyboard.type('and @m');
      await olivia.getByRole('option', { name: /Mia Member/ }).click();
      expect(await composer(olivia).inputValue()).toBe('Hello @adam and @mia ');
      await keyboard.type('in #ran');
      await keyboard.press('Tab');
      await keyboard.type('and @');
      await offered.first().waitFor();
      await keyboard.press('ArrowUp');
      const chosen = await composer(olivia).getAttribute('aria-activedescendant');
      expect(await olivia.locator(`[id="${chosen}"]`).innerText()).toContain('Stella Stranger');
      await keyboard.press('Escape');
      expect(await offered.count()).toBe(0);
      await keyboard.press('Enter');
      await sees(olivia, /^Hello @Adam Admin and @Mia Member in #random and @$/);
    }));
});

test('what was written meanwhile stands below a line that says so, for the one who was away', () =>
  withOlivia(async (olivia, { slack }) => {
    const general = olivia.getByRole('list', { name: 'Messages in #general' });
    await type(olivia, 'Good morning');
    await goTo(olivia, /^random/);
    await slack.as('adam').say('general', 'Good morning, Olivia');
    await slack.as('adam').say('general', 'Jane starts today');
    await goTo(olivia, /^general 2 unread/);
    await general.getByText('Jane starts today').waitFor();
    const lines = (await general.getByRole('listitem').allInnerTexts()).map((text) =>
      text.split('\n').at(-1),
    );
    expect(lines).toEqual(['Today', 'Good morning', 'New', 'Good morning, Olivia', 'Jane starts today']);
    await goTo(olivia, /^random/);
    await goTo(olivia, 'general');
    await general.getByText('Jane starts today').waitFor();
    expect(await general.getByText('New', { exact: true }).count()).toBe(0);
  }));

test('what is written and not sent waits in its conversation', () =>
  withOlivia(async (olivia) => {
    await olivia.keyboard.type('Welcome, ');
    await goTo(olivia, /^random/);
    await hasFocus(olivia, 'Message #random');
    expect(await composer(olivia).inputValue()).toBe('');
    await goTo(olivia, /^general/);
    await hasFocus(olivia, 'Message #general');
    await olivia.keyboard.type('Jane');
    expect(await composer(olivia).inputValue()).toBe('Welcome, Jane');
  }));

test('a message is answered in its thread, where there are no commands', () =>
  withOlivia(async (olivia, { slack, bot }) => {
    const { ts = '' } = await bot.client.chat.postMessage({
      channel: 'general',
      text: 'Twelve people are invited.',
    });
    await olivia.getByText('Twelve people').hover();
    await goTo(olivia, 'Reply in thread');
    await hasFocus(olivia, 'Reply to the thread in #general');
    await olivia.keyboard.type('Thank you!');
    await olivia.keyboard.press('Enter');
    const thread = olivia.getByRole('complementary', { name: 'Thread' });
    await thread.getByText('Thank you!').waitFor();
    await olivia.keyboard.type('/invite jane@example.com');
    await olivia.keyboard.press('Enter');
    await thread.getByText('/invite is not supported in threads. Sorry!').waitFor();
    expect(slack.deliveries('command')).toEqual([]);
    await olivia.keyboard.press('Escape');
    await thread.waitFor({ state: 'detached' });
    await goTo(olivia, '1 reply');
    await thread.getByText('Thank you!').waitFor();
    await goTo(olivia, 'Close thread');
    await bot.client.chat.postMessage({
      channel: 'general',
      text: 'All have accepted.',
      thread_ts: ts,
      reply_broadcast: true,
    });
    const general = olivia.getByRole('list', { name: 'Messages in #general' });
    await general.getByText('All have accepted.').waitFor();
    expect(await general.getByText('Thank you!').count()).toBe(0);
    await goTo(olivia, 'a thread');
    await thread.getByText('2 replies').waitFor();
  }));

test('the outbox shows a mail as its reader sees it, and runs nothing that it brings along', () =>
  withOlivia(async (olivia, { folder }) => {
    const html =
      '<html><head></head><body><h1>Join Acme</h1><script>document.title="ran"</script><p id="ran">Not run</p><script>document.getElementById("ran").textContent="Has run"</script></body></html>';
    const mail = {
      id: 'mail-1',
      createdAt: new Date().toISOString(),
      from: { email: 'invitations@fluxera.example', name: 'Fluxera' },
      to: { email: 'jane@example.com' },
      subject: 'Olivia invited you',
      html,
      text: 'Join Acme: https://example.com/join',
    };
    await writeFile(join(folder, 'outbox', 'mail-1.json'), JSON.stringify(mail));
    await goTo(olivia, 'Outbox 1 unread');
    await goTo(olivia, /jane@example\.com/);
    const shown = olivia.frameLocator('iframe');
    await shown.getByRole('heading', { name: 'Join Acme' }).waitFor();
    expect(await shown.locator('#ran').innerText()).toBe('Not run');
    expect(await olivia.locator('iframe').getAttribute('sandbox')).not.toContain('allow-scripts');
    await olivia.getByRole('radio', { name: 'Text' }).check();
    await olivia.getByRole('link', { name: 'https://example.com/join' }).waitFor();
    people.complaints();
  }));
