import { z } from 'zod';
import { homeBlocks, modalBlocks } from './blocks.ts';
import { plainText } from './texts.ts';

const kept = {
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
};

export const modal = z
  .strictObject({
    type: z.literal('modal'),
    title: plainText(24),
    submit: plainText(24).optional(),
    close: plainText(24).optional(),
    blocks: modalBlocks,
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    submit_disabled: z.boolean().optional(),
    ...kept,
  })
  .superRefine(({ blocks, submit }, context) => {
    if (!submit && blocks.some(({ type }) => type === 'input'))
      context.addIssue({ code: 'custom', path: [], message: 'missing required field: submit' });
  });

export const home = z.strictObject({ type: z.literal('home'), blocks: homeBlocks, ...kept });

export type ModalView = z.infer<typeof modal>;
export type HomeView = z.infer<typeof home>;
