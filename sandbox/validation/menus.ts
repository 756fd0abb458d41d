import { z } from 'zod';
import { confirmation, identifier, option, optionGroup, plainText } from './texts.ts';

const fields = {
  action_id: identifier,
  placeholder: plainText(150).optional(),
  confirm: confirmation.optional(),
  focus_on_load: z.boolean().optional(),
};
const several = { ...fields, max_selected_items: z.int().min(1).optional() };
const listed = {
  options: z.array(option).min(1).max(100).optional(),
  option_groups: z.array(optionGroup).min(1).max(100).optional(),
};
const filter = z
  .strictObject({
    include: z
      .array(z.enum(['im', 'mpim', 'private', 'public']))
      .min(1)
      .optional(),
    exclude_external_shared_channels: z.boolean().optional(),
    exclude_bot_users: z.boolean().optional(),
  })
  .optional();

interface Listed {
  options?: { value: string }[] | undefined;
  option_groups?: { options: { value: string }[] }[] | undefined;
}

/** A menu has either options or groups, and what it starts with is one of them. */
function consistent<T extends Listed>(path: string, chosen: (menu: T) => { value: string }[]) {
  return (menu: T, context: z.RefinementCtx): void => {
    if ((menu.options === undefined) === (menu.option_groups === undefined)) {
      context.addIssue({
        code: 'custom',
        path: [],
        message: 'must have exactly one of options, option_groups',
      });
      return;
    }
    const options = menu.options ?? menu.option_groups?.flatMap((group) => group.options) ?? [];
    const known = new Set(options.map(({ value }) => value));
    if (chosen(menu).some(({ value }) => !known.has(value)))
      context.addIssue({ code: 'custom', path: [path], message: 'must match one of the provided options' });
  };
}

const staticSelect = z
  .strictObject({ type: z.literal('static_select'), ...fields, ...listed, initial_option: option.optional() })
  .superRefine(consistent('initial_option', (menu) => (menu.initial_option ? [menu.initial_option] : [])));

const multiStaticSelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    ...several,
    ...listed,
    initial_options: z.array(option).optional(),
  })
  .superRefine(consistent('initial_options', (menu) => menu.initial_options ?? []));

const externalSelect = z.strictObject({
  type: z.literal('external_select'),
  ...fields,
  initial_option: option.optional(),
  min_query_length: z.int().min(0).optional(),
});

const multiExternalSelect = z.strictObject({
  type: z.literal('multi_external_select'),
  ...several,
  initial_options: z.array(option).optional(),
  min_query_length: z.int().min(0).optional(),
});

const usersSelect = z.strictObject({
  type: z.literal('users_select'),
  ...fields,
  initial_user: z.string().optional(),
});

const multiUsersSelect = z.strictObject({
  type: z.literal('multi_users_select'),
  ...several,
  initial_users: z.array(z.string()).optional(),
});

const channelsSelect = z.strictObject({
  type: z.literal('channels_select'),
  ...fields,
  initial_channel: z.string().optional(),
  response_url_enabled: z.boolean().optional(),
});

const multiChannelsSelect = z.strictObject({
  type: z.literal('multi_channels_select'),
  ...several,
  initial_channels: z.array(z.string()).optional(),
});

const conversationsSelect = z.strictObject({
  type: z.literal('conversations_select'),
  ...fields,
  initial_conversation: z.string().optional(),
  default_to_current_conversation: z.boolean().optional(),
  response_url_enabled: z.boolean().optional(),
  filter,
});

const multiConversationsSelect = z.strictObject({
  type: z.literal('multi_conversations_select'),
  ...several,
  initial_conversations: z.array(z.string()).optional(),
  default_to_current_conversation: z.boolean().optional(),
  filter,
});

export const menu = [
  staticSelect,
  multiStaticSelect,
  externalSelect,
  multiExternalSelect,
  usersSelect,
  multiUsersSelect,
  channelsSelect,
  multiChannelsSelect,
  conversationsSelect,
  multiConversationsSelect,
] as const;
