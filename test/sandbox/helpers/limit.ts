import { plain } from './views.ts';

type Blocks = Record<string, unknown>[];
type Payload = { message: Blocks } | { modal: Record<string, unknown> } | { home: Record<string, unknown> };

export interface Limit {
  of: string;
  most: number;
  /** What is counted. */
  unit: 'characters' | 'items' | 'number';
  at: string;
  /** Something that Slack takes, with that much of it. */
  make: (size: number) => Payload;
}

export const x = (size: number) => 'x'.repeat(size);
/** An address of that length. */
export const address = (size: number) => `https://x.example/`.padEnd(size, 'x');
export const many = <T>(size: number, make: (at: number) => T) =>
  Array.from({ length: size }, (_, at) => make(at));
export const option = (at: number | string) => ({ text: plain(`Option ${at}`), value: `option-${at}` });
export const button = (extra: object = {}) => ({
  type: 'button',
  text: plain('OK'),
  action_id: 'a',
  ...extra,
});
export const divider = () => ({ type: 'divider' });

export const message = (...blocks: Blocks): Payload => ({ message: blocks });
export const accessory = (element: object) =>
  message({ type: 'section', text: plain('x'), accessory: element });
export const menu = (extra: object) => accessory({ type: 'static_select', action_id: 'a', ...extra });
export const withOption = (extra: object) => menu({ options: [{ ...option(1), ...extra }] });
export const picture = { type: 'image', image_url: 'https://x.example/x.png', alt_text: 'x' };
export const choices = (type: string, extra: object) =>
  accessory({ type, action_id: 'a', options: [{ ...option(1), ...extra }] });
export const withConfirm = (extra: object) =>
  accessory(button({ confirm: { text: plain('Sure?'), ...extra } }));
export const cell = { type: 'raw_text', text: 'x' };
export const dataTable = (extra: object) =>
  message({ type: 'data_table', caption: 'Caption', rows: [[cell], [cell]], ...extra });
export const iconButton = (extra: object = {}) => ({
  type: 'icon_button',
  icon: 'trash',
  text: plain('Delete'),
  action_id: 'a',
  ...extra,
});
export const feedbackButtons = (extra: object = {}) => ({
  type: 'feedback_buttons',
  action_id: 'a',
  positive_button: { text: plain('Good'), value: 'good', ...extra },
  negative_button: { text: plain('Bad'), value: 'bad' },
});
const view = (extra: object) => ({ type: 'modal', title: plain('Title'), blocks: [divider()], ...extra });
export const modal = (extra: object): Payload => ({ modal: view(extra) });
export const input = (extra: object, element: object = {}) =>
  modal({
    submit: plain('Send'),
    blocks: [
      {
        type: 'input',
        label: plain('Label'),
        element: { type: 'plain_text_input', action_id: 'a', ...element },
        ...extra,
      },
    ],
  });

export const text = (of: string, most: number, at: string, make: Limit['make']): Limit => ({
  of,
  most,
  unit: 'characters',
  at,
  make,
});
export const list = (of: string, most: number, at: string, make: Limit['make']): Limit => ({
  of,
  most,
  unit: 'items',
  at,
  make,
});
