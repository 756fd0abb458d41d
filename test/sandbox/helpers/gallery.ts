import type { App } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import { button, plain } from './views.ts';

const mrkdwn = (text: string) => ({ type: 'mrkdwn' as const, text });
const option = (text: string, description?: string) => ({
  text: plain(text),
  value: text.toLowerCase(),
  ...(description ? { description: plain(description) } : {}),
});
const roles = [
  option('Admin', 'Invites and removes people'),
  option('Member', 'Works in the workspace'),
  option('Viewer', 'Reads'),
];
const plainRoles = ['Admin', 'Member', 'Viewer'].map((role) => option(role));
const confirm = {
  title: plain('Cancel this invitation?'),
  text: mrkdwn('The link in the mail to *jane@example.com* stops working.'),
  confirm: plain('Cancel Invitation'),
  deny: plain('Keep It'),
  style: 'danger' as const,
};

/** One of each block that a message can have. */
const messageGallery: KnownBlock[] = [
  { type: 'header', text: plain('One of each') },
  {
    type: 'section',
    text: mrkdwn(
      '*Bold*, _italic_, ~struck~, `code`, <https://example.com|a link>, <@U0ADAM0000> in <#C0GENERAL1>',
    ),
    accessory: {
      type: 'overflow',
      action_id: 'more',
      options: [option('Resend'), option('Copy Link'), option('Cancel Invitation')],
    },
  },
  { type: 'section', fields: [mrkdwn('*Role*\nMember'), mrkdwn('*Open until*\nMonday, 4:00 PM')] },
  { type: 'divider' },
  {
    type: 'section',
    text: mrkdwn('*Jane Doe* · jane@example.com\nInvited as Member'),
    accessory: { ...button('Cancel', 'cancel'), style: 'danger', confirm },
  },
  {
    type: 'actions',
    elements: [
      { ...button('Send Invitation', 'send'), style: 'primary' },
      button('Resend', 'resend'),
      { type: 'static_select', action_id: 'role', placeholder: plain('Change Role'), options: plainRoles },
      { type: 'users_select', action_id: 'person', placeholder: plain('Choose a Person') },
      { type: 'datepicker', action_id: 'day', initial_date: '2026-11-30' },
      { type: 'timepicker', action_id: 'time', initial_time: '09:30' },
    ],
  },
  {
    type: 'section',
    text: mrkdwn('What may they do?'),
    accessory: { type: 'checkboxes', action_id: 'may', options: roles },
  },
  {
    type: 'table',
    rows: [
      ['Person', 'Role', 'Status'],
      ['Jane Doe', 'Member', 'Active'],
      ['Joe Bloggs', 'Viewer', 'Unverified'],
    ].map((row) => row.map((text) => ({ type: 'raw_text' as const, text }))),
  },
  {
    type: 'rich_text',
    elements: [
      { type: 'rich_text_section', elements: [{ type: 'text', text: 'Rich text, with a list:' }] },
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: ['First', 'Second'].map((text) => ({
          type: 'rich_text_section' as const,
          elements: [{ type: 'text' as const, text }],
        })),
      },
      { type: 'rich_text_quote', elements: [{ type: 'text', text: 'Quoted.' }] },
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'const preformatted = true;' }] },
    ],
  },
  { type: 'context', elements: [mrkdwn('Invited by <@U0OLIVIA00> · :hourglass: 7 days left')] },
];

type Field = Extract<KnownBlock, { type: 'input' }>;

const field = (label: string, element: Field['element'], rest: Partial<Field> = {}): Field => ({
  type: 'input',
  block_id: label,
  label: plain(label),
  element,
  ...rest,
});

/** One of each field that a form can have. */
const formGallery: ModalView = {
  type: 'modal',
  callback_id: 'gallery',
  title: plain('One of Each'),
  submit: plain('Send Invitation'),
  close: plain('Cancel'),
  blocks: [
    { type: 'alert', text: plain('You have two seats left.'), level: 'warning' },
    field('Email Address', {
      type: 'email_text_input',
      action_id: 'email',
      placeholder: plain('jane@example.com'),
    }),
    field('Role', { type: 'static_select', placeholder: plain('Choose a role'), options: plainRoles }),
    field(
      'Message',
      { type: 'plain_text_input', multiline: true },
      { optional: true, hint: plain('They read it in the mail.') },
    ),
    field('Website', { type: 'url_text_input' }, { optional: true }),
    field('Seats', { type: 'number_input', is_decimal_allowed: false, min_value: '1' }, { optional: true }),
    field('Starts On', { type: 'datepicker' }, { optional: true }),
    field('Starts At', { type: 'timepicker' }, { optional: true }),
    field('Access', { type: 'radio_buttons', options: roles }, { optional: true }),
    field('Mails', { type: 'checkboxes', options: plainRoles }, { optional: true }),
    field(
      'Teams',
      { type: 'multi_static_select', options: plainRoles, placeholder: plain('Choose teams') },
      { optional: true },
    ),
    field('Mentors', { type: 'multi_users_select', placeholder: plain('Choose people') }, { optional: true }),
    field(
      'Channel',
      { type: 'conversations_select', placeholder: plain('Choose a channel') },
      { optional: true },
    ),
  ],
};

/** A bot that shows everything: messages on `/users`, a form on `/invite`, both on its home tab. */
export function showGallery(bot: App): void {
  bot.command('/users', async ({ ack, respond, client, command }) => {
    await ack();
    const { ts } = await client.chat.postMessage({
      channel: command.channel_id,
      text: 'One of each',
      blocks: messageGallery,
    });
    await client.chat.postMessage({ channel: command.channel_id, text: 'And one *more* for <@U0MIA00000>.' });
    if (ts)
      await client.chat.postMessage({
        channel: command.channel_id,
        text: 'Answered in the thread.',
        thread_ts: ts,
      });
    await respond('Only you see this.');
  });
  bot.command('/invite', async ({ ack, client, command }) => {
    await client.views.open({ trigger_id: command.trigger_id, view: formGallery });
    await ack();
  });
  bot.event('app_home_opened', async ({ event, client }) => {
    const blocks = messageGallery.filter(({ type }) => type !== 'table');
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } });
  });
  bot.action(/.*/, ({ ack }) => ack());
  bot.view('gallery', async ({ ack, view, body, client }) => {
    const address = view.state.values['Email Address']?.email?.value ?? '';
    if (address.startsWith('taken@'))
      return ack({ response_action: 'errors', errors: { 'Email Address': 'They are a user already.' } });
    await ack();
    await client.chat.postMessage({ channel: body.user.id, text: `You invited ${address}.` });
  });
}
