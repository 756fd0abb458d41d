import {
  accessory,
  address,
  button,
  cell,
  choices,
  dataTable,
  divider,
  feedbackButtons,
  iconButton,
  input,
  type Limit,
  list,
  many,
  menu,
  message,
  modal,
  option,
  picture,
  text,
  withConfirm,
  withOption,
  x,
} from './limit.ts';
import { plain } from './views.ts';

const element = '/blocks/0/accessory';
const feedback = (field: string) => `/blocks/0/elements/0/positive_button/${field}`;

export const limits: Limit[] = [
  list('blocks of a message', 50, '/blocks', (size) => message(...many(size, divider))),
  list('blocks of a modal', 100, '/view/blocks', (size) => modal({ blocks: many(size, divider) })),
  list('blocks of a home tab', 100, '/view/blocks', (size) => ({
    home: { type: 'home', blocks: many(size, divider) },
  })),
  ...['title', 'submit', 'close'].map((part) =>
    text(`a modal’s ${part}`, 24, `/view/${part}/text`, (size) => modal({ [part]: plain(x(size)) })),
  ),
  text('private_metadata', 3000, '/view/private_metadata', (size) => modal({ private_metadata: x(size) })),
  text('callback_id', 255, '/view/callback_id', (size) => modal({ callback_id: x(size) })),
  text('external_id', 255, '/view/external_id', (size) => modal({ external_id: x(size) })),
  text('block_id', 255, '/blocks/0/block_id', (size) => message({ ...divider(), block_id: x(size) })),
  text('action_id', 255, `${element}/action_id`, (size) => accessory(button({ action_id: x(size) }))),
  text('a section', 3000, '/blocks/0/text/text', (size) =>
    message({ type: 'section', text: plain(x(size)) }),
  ),
  list('fields of a section', 10, '/blocks/0/fields', (size) =>
    message({ type: 'section', fields: many(size, () => plain('x')) }),
  ),
  text('a section’s field', 2000, '/blocks/0/fields/0/text', (size) =>
    message({ type: 'section', fields: [plain(x(size))] }),
  ),
  text('a header', 150, '/blocks/0/text/text', (size) => message({ type: 'header', text: plain(x(size)) })),
  list('elements of actions', 25, '/blocks/0/elements', (size) =>
    message({ type: 'actions', elements: many(size, (at) => button({ action_id: `a${at}` })) }),
  ),
  list('elements of a context', 10, '/blocks/0/elements', (size) =>
    message({ type: 'context', elements: many(size, () => plain('x')) }),
  ),
  text('an input’s label', 2000, '/view/blocks/0/label/text', (size) => input({ label: plain(x(size)) })),
  text('an input’s hint', 2000, '/view/blocks/0/hint/text', (size) => input({ hint: plain(x(size)) })),
  text('a placeholder', 150, '/view/blocks/0/element/placeholder/text', (size) =>
    input({}, { placeholder: plain(x(size)) }),
  ),
  {
    of: 'max_length of a text input',
    most: 3000,
    unit: 'number',
    at: '/view/blocks/0/element/max_length',
    make: (size) => input({}, { max_length: size }),
  },
  text('a button', 75, `${element}/text/text`, (size) => accessory(button({ text: plain(x(size)) }))),
  text('a button’s value', 2000, `${element}/value`, (size) => accessory(button({ value: x(size) }))),
  text('a button’s url', 3000, `${element}/url`, (size) => accessory(button({ url: address(size) }))),
  text('an accessibility_label', 75, `${element}/accessibility_label`, (size) =>
    accessory(button({ accessibility_label: x(size) })),
  ),
  text('an option’s text', 75, `${element}/options/0/text/text`, (size) =>
    withOption({ text: plain(x(size)) }),
  ),
  text('an option’s description', 75, `${element}/options/0/description/text`, (size) =>
    withOption({ description: plain(x(size)) }),
  ),
  text('an option’s value', 75, `${element}/options/0/value`, (size) => withOption({ value: x(size) })),
  list('options of a menu', 100, `${element}/options`, (size) => menu({ options: many(size, option) })),
  list('groups of a menu', 100, `${element}/option_groups`, (size) =>
    menu({ option_groups: many(size, (at) => ({ label: plain('Group'), options: [option(at)] })) }),
  ),
  list('options of a group', 100, `${element}/option_groups/0/options`, (size) =>
    menu({ option_groups: [{ label: plain('Group'), options: many(size, option) }] }),
  ),
  ...['radio_buttons', 'checkboxes'].map((type) =>
    list(`options of ${type}`, 10, `${element}/options`, (size) =>
      accessory({ type, action_id: 'a', options: many(size, option) }),
    ),
  ),
  list('options of an overflow menu', 5, `${element}/options`, (size) =>
    accessory({ type: 'overflow', action_id: 'a', options: many(size, option) }),
  ),
  text('a confirmation’s title', 100, `${element}/confirm/title/text`, (size) =>
    withConfirm({ title: plain(x(size)) }),
  ),
  text('a confirmation’s text', 300, `${element}/confirm/text/text`, (size) =>
    withConfirm({ text: plain(x(size)) }),
  ),
  ...['confirm', 'deny'].map((part) =>
    text(`a confirmation’s ${part} button`, 30, `${element}/confirm/${part}/text`, (size) =>
      withConfirm({ [part]: plain(x(size)) }),
    ),
  ),
  text('an image’s alt text', 2000, '/blocks/0/alt_text', (size) =>
    message({ ...picture, alt_text: x(size) }),
  ),
  text('an image element’s alt text', 2000, `${element}/alt_text`, (size) =>
    accessory({ ...picture, alt_text: x(size) }),
  ),
  text('an alert', 200, '/view/blocks/0/text/text', (size) =>
    modal({ blocks: [{ type: 'alert', text: plain(x(size)) }] }),
  ),
  text('markdown', 12_000, '/blocks/0/text', (size) => message({ type: 'markdown', text: x(size) })),
  list('rows of a table', 100, '/blocks/0/rows', (size) =>
    message({ type: 'table', rows: many(size, () => [{ type: 'raw_text', text: 'x' }]) }),
  ),
  list('columns of a table', 20, '/blocks/0/rows/0', (size) =>
    message({ type: 'table', rows: [many(size, () => ({ type: 'raw_text', text: 'x' }))] }),
  ),
  list('column settings of a table', 20, '/blocks/0/column_settings', (size) =>
    message({
      type: 'table',
      rows: [[{ type: 'raw_text', text: 'x' }]],
      column_settings: many(size, () => ({ align: 'left' })),
    }),
  ),
  list('rows of a data table, with its headings', 101, '/blocks/0/rows', (size) =>
    dataTable({ rows: many(size, () => [cell]) }),
  ),
  {
    of: 'page_size of a data table',
    most: 100,
    unit: 'number',
    at: '/blocks/0/page_size',
    make: (size) => dataTable({ page_size: size }),
  },
  list('elements of context actions', 5, '/blocks/0/elements', (size) =>
    message({ type: 'context_actions', elements: many(size, (at) => iconButton({ action_id: `a${at}` })) }),
  ),
  text('an icon button', 75, '/blocks/0/elements/0/text/text', (size) =>
    message({ type: 'context_actions', elements: [iconButton({ text: plain(x(size)) })] }),
  ),
  text('an icon button’s accessibility_label', 75, '/blocks/0/elements/0/accessibility_label', (size) =>
    message({ type: 'context_actions', elements: [iconButton({ accessibility_label: x(size) })] }),
  ),
  text('a feedback button’s accessibility_label', 75, feedback('accessibility_label'), (size) =>
    message({ type: 'context_actions', elements: [feedbackButtons({ accessibility_label: x(size) })] }),
  ),
  text('a context', 3000, '/blocks/0/elements/0/text', (size) =>
    message({ type: 'context', elements: [plain(x(size))] }),
  ),
  text('an image’s title', 2000, '/blocks/0/title/text', (size) =>
    message({ ...picture, title: plain(x(size)) }),
  ),
  text('an image’s url', 3000, '/blocks/0/image_url', (size) =>
    message({ ...picture, image_url: address(size) }),
  ),
  text('an image element’s url', 3000, `${element}/image_url`, (size) =>
    accessory({ ...picture, image_url: address(size) }),
  ),
  text('a group’s label', 75, `${element}/option_groups/0/label/text`, (size) =>
    menu({ option_groups: [{ label: plain(x(size)), options: [option(1)] }] }),
  ),
  text('an overflow entry', 75, `${element}/options/0/text/text`, (size) =>
    choices('overflow', { text: plain(x(size)) }),
  ),
  text('an overflow entry’s url', 3000, `${element}/options/0/url`, (size) =>
    choices('overflow', { url: address(size) }),
  ),
  text('a checkbox’s text', 75, `${element}/options/0/text/text`, (size) =>
    choices('checkboxes', { text: plain(x(size)) }),
  ),
  text('a checkbox’s value', 75, `${element}/options/0/value`, (size) =>
    choices('checkboxes', { value: x(size) }),
  ),
  text('a checkbox’s description', 75, `${element}/options/0/description/text`, (size) =>
    choices('checkboxes', { description: plain(x(size)) }),
  ),
  ...['users_select', 'datepicker', 'timepicker'].map((type) =>
    text(`the placeholder of ${type}`, 150, `${element}/placeholder/text`, (size) =>
      accessory({ type, action_id: 'a', placeholder: plain(x(size)) }),
    ),
  ),
  ...['plain_text_input', 'email_text_input', 'url_text_input'].map((type) =>
    text(`the initial value of ${type}`, 3000, '/view/blocks/0/element/initial_value', (size) =>
      input({}, { type, initial_value: x(size) }),
    ),
  ),
  {
    of: 'min_length of a text input',
    most: 3000,
    unit: 'number',
    at: '/view/blocks/0/element/min_length',
    make: (size) => input({}, { min_length: size }),
  },
  {
    of: 'max_files of a file field',
    most: 10,
    unit: 'number',
    at: '/view/blocks/0/element/max_files',
    make: (max_files) => input({ element: { type: 'file_input', action_id: 'a', max_files } }),
  },
];
