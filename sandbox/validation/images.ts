import { z } from 'zod';
import { counted, publicAddress } from './texts.ts';

/** Of images, as blocks and as elements: what they show. */
export const imageSource = {
  alt_text: counted(2000),
  image_url: publicAddress(3000).optional(),
  slack_file: z
    .strictObject({ id: z.string() })
    .or(z.strictObject({ url: z.string() }))
    .optional(),
};

export const image = z.strictObject({ type: z.literal('image'), ...imageSource }).superRefine(needsOneSource);

export type ImageSource = Omit<z.infer<typeof image>, 'type'>;

/** An image names either an address or a file of Slack's. */
export function needsOneSource(
  picture: { image_url?: string | undefined; slack_file?: unknown },
  context: z.RefinementCtx,
): void {
  if ((picture.image_url === undefined) === (picture.slack_file === undefined))
    context.addIssue({ code: 'custom', path: [], message: 'must have one of image_url, slack_file' });
}
