import { z } from 'zod';
import { image } from './images.ts';
import { menu } from './menus.ts';
import { textInputs } from './text-inputs.ts';
import {
  address,
  anyText,
  confirmation,
  counted,
  identifier,
  overflowOption,
  plainText,
  richOption,
} from './texts.ts';

const button = z.strictObject({
  type: z.literal('button'),
  text: plainText(75),
  action_id: identifier,
  value: z.string().max(2000).optional(),
  url: address(3000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  confirm: confirmation.optional(),
  accessibility_label: counted(75).optional(),
});
export type Button = z.infer<typeof button>;

const overflow = z.strictObject({
  type: z.literal('overflow'),
  action_id: identifier,
  options: z.array(overflowOption).min(1).max(5),
  confirm: confirmation.optional(),
});

const choices = {
  action_id: identifier,
  options: z.array(richOption).min(1).max(10),
  confirm: confirmation.optional(),
  focus_on_load: z.boolean().optional(),
};

const radioButtons = z
  .strictObject({ type: z.literal('radio_buttons'), ...choices, initial_option: richOption.optional() })
  .superRefine((element, context) =>
    refuseForeignOptions(
      element.options,
      element.initial_option ? [element.initial_option] : [],
      'initial_option',
      context,
    ),
  );

const checkboxes = z
  .strictObject({
    type: z.literal('checkboxes'),
    ...choices,
    initial_options: z.array(richOption).min(1).optional(),
  })
  .superRefine((element, context) =>
    refuseForeignOptions(element.options, element.initial_options ?? [], 'initial_options', context),
  );

function refuseForeignOptions(
  options: { value: string }[],
  initial: { value: string }[],
  path: string,
  context: z.RefinementCtx,
): void {
  const known = new Set(options.map(({ value }) => value));
  if (initial.some(({ value }) => !known.has(value)))
    context.addIssue({ code: 'custom', path: [path], message: 'must match one of the provided options' });
}

const datepicker = z.strictObject({
  type: z.literal('datepicker'),
  action_id: identifier,
  initial_date: z.iso.date().optional(),
  placeholder: plainText(150).optional(),
  confirm: confirmation.optional(),
  focus_on_load: z.boolean().optional(),
});

const timepicker = z.strictObject({
  type: z.literal('timepicker'),
  action_id: identifier,
  initial_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  timezone: z.string().optional(),
  placeholder: plainText(150).optional(),
  confirm: confirmation.optional(),
  focus_on_load: z.boolean().optional(),
});

/** Seconds since 1970, in ten digits. */
const datetimepicker = z.strictObject({
  type: z.literal('datetimepicker'),
  action_id: identifier,
  initial_date_time: z.int().min(1_000_000_000).max(9_999_999_999).optional(),
  confirm: confirmation.optional(),
  focus_on_load: z.boolean().optional(),
});

export const contextElement = z.discriminatedUnion('type', [image, ...anyText(3000).options]);

const pickers = [radioButtons, checkboxes, datepicker, timepicker] as const;

export const sectionAccessory = z.discriminatedUnion('type', [button, overflow, image, ...menu, ...pickers]);
export const actionsElement = z.discriminatedUnion('type', [
  button,
  overflow,
  datetimepicker,
  ...menu,
  ...pickers,
]);
export const inputElement = z.discriminatedUnion('type', [
  ...textInputs,
  datetimepicker,
  ...menu,
  ...pickers,
]);

const fileInput = z.strictObject({
  type: z.literal('file_input'),
  action_id: identifier,
  filetypes: z.array(z.string().min(1)).min(1).optional(),
  max_files: z.int().min(1).max(10).optional(),
});
export type FileInput = z.infer<typeof fileInput>;

/** Files can be asked for in modals only. */
export const modalInputElement = z.discriminatedUnion('type', [...inputElement.options, fileInput]);

export type InputElement = z.infer<typeof modalInputElement>;
export type ActionElement = z.infer<typeof actionsElement>;
