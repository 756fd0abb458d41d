import { z } from 'zod';
import { richText } from './rich-text.ts';
import { counted, identifier } from './texts.ts';

const rawText = z.strictObject({ type: z.literal('raw_text'), text: z.string() });
const rawNumber = z.strictObject({
  type: z.literal('raw_number'),
  value: z.number(),
  text: z.string().min(1),
});
const cell = z.discriminatedUnion('type', [rawText, richText]);
const dataCell = z.discriminatedUnion('type', [rawText, rawNumber, richText]);
export type TableCell = z.infer<typeof dataCell>;

export const table = z.strictObject({
  type: z.literal('table'),
  block_id: identifier,
  rows: z.array(z.array(cell).min(1).max(20)).min(1).max(100),
  column_settings: z
    .array(
      z.strictObject({
        align: z.enum(['left', 'center', 'right']).optional(),
        is_wrapped: z.boolean().optional(),
      }),
    )
    .max(20)
    .optional(),
});

/** Its first row are the headings, so that it has one row more than it shows. */
export const dataTable = z
  .strictObject({
    type: z.literal('data_table'),
    block_id: identifier,
    caption: counted(Number.POSITIVE_INFINITY),
    rows: z.array(z.array(dataCell).min(1).max(20)).min(2).max(101),
    page_size: z.int().min(1).max(100).optional(),
    row_header_column_index: z.int().min(0).optional(),
  })
  .superRefine(({ rows, row_header_column_index }, context) => {
    const [headings = []] = rows;
    const refuse = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    if (row_header_column_index !== undefined && row_header_column_index >= headings.length)
      refuse(['row_header_column_index'], 'must be the index of a column');
    headings.forEach((heading, at) => {
      if (heading.type === 'rich_text') refuse(['rows', 0, at], 'rich_text cannot be a heading');
    });
    rows.forEach((row, at) => {
      if (row.length !== headings.length) refuse(['rows', at], 'all rows must have the same number of cells');
    });
  });
