import { closeView } from '../acts/close-view.ts';
import { operate } from '../acts/operate.ts';
import { submitView } from '../acts/submit-view.ts';
import type { OpenModal } from '../modals.ts';
import type { Person } from '../people.ts';
import { currentValues, type Field, fieldsOf, optionsOf, type TypedValues } from '../shared/inputs.ts';
import { plainText, textOf } from '../shared/plain-text.ts';
import type { Block } from '../validation/blocks.ts';
import type { World } from '../world.ts';
import { type Attachment, attachAll } from './attachments.ts';
import { type Answer, suggestedTexts, typedFor } from './choices.ts';
import { controlsOf } from './controls.ts';
import { seenFiles } from './seen-file.ts';

/** What a person sees after pressing the submit button; exactly one of the fields is there. */
interface SubmitResult {
  closed?: true;
  /** By the label of the field. */
  errors?: Record<string, string>;
  /** The form that took its place or came on top. */
  form?: Form;
  /** Slack's own words where the app did not answer properly; the form stays open as it was. */
  failed?: string;
}

export interface Form {
  viewId: string;
  title(): string;
  /** The words of the form, without its title and buttons. */
  text(): string;
  /** What the fields hold, by label; a choice by its option's value, a file by its name. */
  values(): Record<string, string | string[] | null>;
  /** The options of a menu or of checkboxes, as a person reads them. */
  options(label: string): string[];
  buttons(): string[];
  submitText(): string | undefined;
  /** Fills fields by their labels; what is not named stays as it is. */
  fill(answers: Record<string, Answer>): Form;
  /** Adds files to fields by their labels; rejects with the words of Slack's client where that takes no such file. */
  attach(files: Record<string, Attachment | Attachment[]>): Promise<Form>;
  /** Answers a field that acts at once, and waits for the app's acknowledgement. */
  choose(label: string, answer: Answer): Promise<Form>;
  /** Types into a menu whose options the app looks up; returns what it offers. */
  suggestions(label: string, query: string): Promise<string[]>;
  submit(): Promise<SubmitResult>;
  /** Presses the second button: this view goes. */
  cancel(): Promise<void>;
  /** Presses the cross: every view goes. */
  dismiss(): Promise<void>;
}

/** A modal on a person's screen. It follows what the app makes of the view and keeps what was filled in. */
function formOf(world: World, person: Person, viewId: string, answered: TypedValues = {}): Form {
  let typed: TypedValues = answered;
  const modal = (): OpenModal => {
    const found = world.modals.find(viewId);
    if (!found) throw new Error('The form is no longer open.');
    return found;
  };
  const field = (label: string): Field => {
    const { blocks } = modal().view;
    const fields = fieldsOf(blocks).map((one) => ({ ...one, label: labelOf(one, blocks) }));
    const found = fields.find((one) => one.label === label);
    if (found) return found;
    throw new Error(
      `The form has no field "${label}"; it has: ${fields.map((one) => one.label).join(', ')}.`,
    );
  };
  const set = (label: string, answer: Answer): Field => {
    const found = field(label);
    const value = typedFor(found.element, answer, label, {
      suggested: modal().suggested,
      people: world.people,
    });
    typed = { ...typed, [found.blockId]: { ...typed[found.blockId], [found.actionId]: value } };
    // What is filled in stays on the screen, whatever is clicked next.
    modal().typed = typed;
    return found;
  };

  const form: Form = {
    viewId,
    title: () => modal().view.title.text,
    text: () => plainText(modal().view.blocks),
    values: () => {
      const { blocks } = modal().view;
      const values = currentValues(blocks, typed);
      return Object.fromEntries(
        fieldsOf(blocks).map((one) => {
          const value = values[one.blockId]?.[one.actionId] ?? null;
          const isFiles = one.element.type === 'file_input' && Array.isArray(value);
          return [labelOf(one, blocks), isFiles ? seenFiles(world, value).map(({ name }) => name) : value];
        }),
      );
    },
    options: (label) => optionsOf(field(label).element).map((option) => textOf(option.text)),
    buttons: () => controlsOf({ kind: 'modal', viewId }, modal().view.blocks).map(({ text }) => text),
    submitText: () => modal().view.submit?.text,
    fill: (answers) => {
      for (const [label, answer] of Object.entries(answers)) set(label, answer);
      return form;
    },
    attach: async (files) => {
      for (const [label, some] of Object.entries(files)) {
        const { element, blockId, actionId } = field(label);
        if (element.type !== 'file_input') throw new Error(`${label} takes no files.`);
        const held = typed[blockId]?.[actionId] ?? [];
        const ids = [...held, ...(await attachAll(world, person, element, held.length, [some].flat()))];
        typed = { ...typed, [blockId]: { ...typed[blockId], [actionId]: ids } };
      }
      return form;
    },
    choose: async (label, answer) => {
      const { blockId, actionId } = set(label, answer);
      const value = typed[blockId]?.[actionId] ?? null;
      const result = await operate(world, person, {
        place: { kind: 'modal', viewId },
        blockId,
        actionId,
        value,
        typed,
      });
      if (!result.ok) throw new Error(result.message);
      return form;
    },
    suggestions: async (label, query) => {
      const { blockId, actionId } = field(label);
      return suggestedTexts(world, person, { place: { kind: 'modal', viewId }, blockId, actionId, query });
    },
    submit: async () => {
      const { blocks } = modal().view;
      const result = await submitView(world, person, viewId, typed);
      switch (result.outcome) {
        case 'closed':
          return { closed: true };
        case 'errors':
          return { errors: byLabel(blocks, result.errors) };
        case 'failed':
          return { failed: result.message };
        case 'updated':
          return { form: formOf(world, person, viewId, typed) };
        case 'pushed':
          return { form: topForm(world, person) ?? form };
      }
    },
    cancel: () => closeView(world, person, viewId),
    dismiss: () => closeView(world, person, viewId, true),
  };
  return form;
}

/** The form on top of a person's screen. */
export function topForm(world: World, person: Person): Form | undefined {
  const modal = world.modals.stackOf(person.id).at(-1);
  return modal && formOf(world, person, modal.id, modal.typed);
}

/** What a person calls a field: its label, else the text beside it, else its placeholder. */
export function labelOf({ input, element, blockId }: Field, blocks: Block[]): string {
  if (input) return input.label.text;
  const block = blocks.find(({ block_id }) => block_id === blockId);
  if (block?.type === 'section' && block.text) return textOf(block.text);
  return 'placeholder' in element ? (element.placeholder?.text ?? '') : '';
}

function byLabel(blocks: Block[], errors: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(errors).map(([blockId, text]) => {
      const field = fieldsOf(blocks).find((one) => one.blockId === blockId);
      return [field ? labelOf(field, blocks) : blockId, text];
    }),
  );
}
