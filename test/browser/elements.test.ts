import { expect, test } from '@jest/globals';
import type { KnownBlock } from '@slack/types';
import { inviteForm, plain } from '../sandbox/helpers/views.ts';
import { withSlack } from '../sandbox/helpers/with-slack.ts';
import { dialog, press, type } from './local-slack.ts';
import { createPeople, sees } from './people.ts';

const general = 'C0GENERAL1';
const everybody = ['Jane Doe', 'Jane Roe', 'Joe Bloggs'].map((name) => ({
  text: plain(name),
  value: name.toLowerCase(),
}));
const lookup: KnownBlock = {
  type: 'input',
  block_id: 'people',
  label: plain('People'),
  element: { type: 'multi_external_select', action_id: 'find' },
};
/** Found by what somebody types, and not by its own label. */
const berlin = { text: plain('Berlin, Europe · UTC+01:00'), value: 'Europe/Berlin' };
const zone: KnownBlock = {
  type: 'input',
  block_id: 'zone',
  label: plain('Time Zone'),
  element: { type: 'external_select', action_id: 'find_zone' },
};
const cell = (text: string) => ({ type: 'raw_text' as const, text });
const table: KnownBlock = {
  type: 'data_table',
  caption: 'Seats by month',
  page_size: 2,
  rows: [
    [cell('Month'), cell('Seats')],
    ...['May', 'June', 'July'].map((month, at) => [
      cell(month),
      { type: 'raw_number' as const, value: at, text: `${at} seats` },
    ]),
  ],
};
const opinions: KnownBlock = {
  type: 'context_actions',
  elements: [
    {
      type: 'feedback_buttons',
      action_id: 'opinion',
      positive_button: { text: plain('Good Answer'), value: 'good' },
      negative_button: { text: plain('Bad Answer'), value: 'bad' },
    },
    { type: 'icon_button', icon: 'trash', text: plain('Delete Answer'), action_id: 'delete' },
  ],
};

test('people look options up, turn the pages of a table, and give an opinion', async () => {
  await withSlack(async ({ slack, bot }) => {
    const heard: string[] = [];
    let chosen: unknown;
    let zoneChosen: unknown;
    bot.options('find', ({ ack, payload }) =>
      ack({ options: everybody.filter(({ text }) => text.text.startsWith(payload.value)) }),
    );
    bot.options('find_zone', ({ ack, payload }) =>
      ack({ options: payload.value === 'berlin' ? [berlin] : [] }),
    );
    bot.command('/invite', async ({ ack, client, command }) => {
      await ack();
      await client.views.open({
        trigger_id: command.trigger_id,
        view: inviteForm({ blocks: [lookup, zone] }),
      });
    });
    bot.view('invite', async ({ ack, view }) => {
      chosen = view.state.values.people?.find?.selected_options;
      zoneChosen = view.state.values.zone?.find_zone?.selected_option;
      await ack();
    });
    bot.action(/opinion|delete/, async ({ ack, action }) => {
      heard.push('value' in action ? String(action.value) : action.type);
      await ack();
    });
    const people = await createPeople();
    const page = await people.newPerson();
    await page.goto(slack.url);

    await type(page, '/invite');
    const field = dialog(page).getByLabel('People', { exact: true });
    await field.fill('Ja');
    await sees(page, 'Type at least 3 characters.');
    await field.fill('Nobody');
    await sees(page, 'Nothing was found.');
    await field.fill('Jane Roe');
    await dialog(page).getByRole('button', { name: 'Remove Jane Roe' }).waitFor();
    const zoneField = dialog(page).getByLabel('Time Zone', { exact: true });
    await zoneField.fill('berlin');
    await dialog(page).locator(`option[value="${berlin.text.text}"]`).waitFor({ state: 'attached' });
    await zoneField.fill(berlin.text.text);
    await field.fill('Joe Bloggs');
    await dialog(page).getByRole('button', { name: 'Remove Joe Bloggs' }).waitFor();
    await dialog(page).getByRole('button', { name: 'Remove Jane Roe' }).click();
    await press(page, 'Send Invitation');
    await dialog(page).waitFor({ state: 'detached' });
    expect(chosen).toEqual(everybody.slice(2));
    expect(zoneChosen).toEqual(berlin);

    await bot.client.chat.postMessage({ channel: general, text: 'Seats', blocks: [table, opinions] });
    await sees(page, 'Seats by month');
    expect(await page.getByRole('cell', { name: 'July' }).count()).toBe(0);
    await press(page, 'Next');
    await page.getByRole('cell', { name: '2 seats' }).waitFor();
    await press(page, 'Bad Answer');
    await press(page, 'Delete Answer');
    await slack.until(() => heard.length === 2 || undefined, 'both buttons');
    expect(heard).toEqual(['bad', 'icon_button']);
    expect(people.complaints()).toEqual([]);
    await people.close();
  });
}, 30_000);
