import type { SlackViewAction } from '@slack/bolt';
import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { clipped, escapeMrkdwn, plainText, section } from './text.ts';

type SubmittedForm = SlackViewAction['view'];
type Typed = SubmittedForm['state']['values'][string][string];

const ALERT_MAX_LENGTH = 200;
const NOTICE = 'notice';

/** The form as it was sent, with everything that was typed, and above it why it was not accepted. */
export function formAgain(form: SubmittedForm, notice: string): ModalView {
  return {
    type: 'modal',
    callback_id: form.callback_id,
    ...(form.private_metadata && { private_metadata: form.private_metadata }),
    title: plainText(form.title.text),
    ...(form.submit && { submit: plainText(form.submit.text) }),
    ...(form.close && { close: plainText(form.close.text) }),
    blocks: [
      ...alert(notice),
      ...form.blocks.filter(isStillTrue).map((block) => {
        if (!isInput(block)) return block;
        const { block_id: blockId = '', element } = block;
        const typed = form.state.values[blockId]?.[element.action_id ?? ''];
        return typed ? filled(block, typed) : block;
      }),
    ],
  };
}

/** What does not fit into an alert stands below it, whole. */
function alert(notice: string): KnownBlock[] {
  const text = plainText(clipped(notice, ALERT_MAX_LENGTH));
  const block: KnownBlock = { type: 'alert', level: 'error', text };
  return notice.length > ALERT_MAX_LENGTH
    ? [block, { ...section(escapeMrkdwn(notice)), block_id: NOTICE }]
    : [block];
}

function isInput(block: SubmittedForm['blocks'][number]): block is InputBlock {
  return block.type === 'input' && 'element' in block;
}

/** A notice of an earlier try has said its part. */
function isStillTrue(block: SubmittedForm['blocks'][number]): block is KnownBlock {
  return block.type !== 'alert' && block.block_id !== NOTICE;
}

function filled(block: InputBlock, typed: Typed): InputBlock {
  const { element } = block;
  switch (element.type) {
    case 'plain_text_input':
    case 'number_input': {
      const { initial_value: _before, ...empty } = element;
      return { ...block, element: { ...empty, ...(typed.value && { initial_value: typed.value }) } };
    }
    case 'static_select': {
      const { initial_option: _before, ...empty } = element;
      const chosen = element.options?.find(({ value }) => value === typed.selected_option?.value);
      return { ...block, element: { ...empty, ...(chosen && { initial_option: chosen }) } };
    }
    case 'datepicker': {
      const { initial_date: _before, ...empty } = element;
      const day = typed.selected_date;
      return { ...block, element: { ...empty, ...(day && { initial_date: day }) } };
    }
    case 'channels_select': {
      const { initial_channel: _before, ...empty } = element;
      const channel = typed.selected_channel;
      return { ...block, element: { ...empty, ...(channel && { initial_channel: channel }) } };
    }
    case 'conversations_select': {
      const { initial_conversation: _before, ...empty } = element;
      const channel = typed.selected_conversation;
      return { ...block, element: { ...empty, ...(channel && { initial_conversation: channel }) } };
    }
    case 'users_select': {
      const { initial_user: _before, ...empty } = element;
      const person = typed.selected_user;
      return { ...block, element: { ...empty, ...(person && { initial_user: person }) } };
    }
    case 'external_select': {
      const { initial_option: _before, ...empty } = element;
      const chosen = typed.selected_option;
      return { ...block, element: { ...empty, ...(chosen && { initial_option: chosen }) } };
    }
    case 'checkboxes': {
      const { initial_options: _before, ...empty } = element;
      const checked = element.options.filter((option) =>
        typed.selected_options?.some(({ value }) => value === option.value),
      );
      return { ...block, element: { ...empty, ...(checked.length > 0 && { initial_options: checked }) } };
    }
    default:
      return block;
  }
}

/** Stands in for a form whose outcome takes longer than Slack waits. */
export function waitingModal(): ModalView {
  return {
    type: 'modal',
    callback_id: 'waiting',
    title: plainText('One moment…'),
    close: plainText('Close'),
    blocks: [section('This takes longer than usual. You will see here how it went.')],
  };
}

/** What a form becomes that has nothing else to become. */
export function doneModal(done: string): ModalView {
  return {
    type: 'modal',
    callback_id: 'done',
    title: plainText('Done'),
    close: plainText('Close'),
    blocks: [section(done)],
  };
}

/** What a view says, for a message instead. */
export function wordsOf(view: ModalView): string {
  return view.blocks
    .flatMap((block) => {
      if (block.type === 'alert' && 'text' in block) return [escapeMrkdwn(block.text.text)];
      return block.type === 'section' && 'text' in block && block.text ? [block.text.text] : [];
    })
    .join('\n');
}
