import { z } from 'zod';
import { confirmation, counted, identifier, plainText } from './texts.ts';

const opinion = z.strictObject({
  text: plainText(75),
  value: counted(2000),
  accessibility_label: counted(75).optional(),
});

const feedbackButtons = z.strictObject({
  type: z.literal('feedback_buttons'),
  action_id: identifier,
  positive_button: opinion,
  negative_button: opinion,
});

const iconButton = z.strictObject({
  type: z.literal('icon_button'),
  action_id: identifier,
  icon: z.enum(['trash']),
  text: plainText(75),
  value: z.string().max(2000).optional(),
  accessibility_label: counted(75).optional(),
  visible_to_user_ids: z.array(z.string()).optional(),
  confirm: confirmation.optional(),
});

export const contextActions = z.strictObject({
  type: z.literal('context_actions'),
  block_id: identifier,
  elements: z
    .array(z.discriminatedUnion('type', [feedbackButtons, iconButton]))
    .min(1)
    .max(5),
});
type ContextActions = z.infer<typeof contextActions>;
export type ContextAction = ContextActions['elements'][number];
