import type { ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { AnyRefusal } from '../errors.ts';
import type { Language } from '../generated/prisma/client.ts';
import { besideField } from './refusal-style.ts';
import { refusalText } from './refusal-texts.ts';
import { readSettingsRevision, settingsForm } from './settings-form.ts';
import { plainText } from './text.ts';

export const PAGE_SETTINGS_FORM = 'page_settings';

const LOGO_MAX_LENGTH = 1000;

/** Each in its own words, for whoever reads only that one. */
export const languageNames: Record<Language, string> = { EN: 'English', DE: 'Deutsch (Sie)' };

/** What the form holds. */
export interface PageSettings {
  language: Language;
  /** As typed. */
  logoUrl: string;
}

/** How people meet the workspace outside Slack. `notice`: why it was not saved. */
export function pageSettingsModal(
  filled: PageSettings,
  { revision, notice }: { revision: number; notice?: string },
): ModalView {
  return settingsForm({ form: PAGE_SETTINGS_FORM, title: 'Mails & Web Pages', revision, notice }, [
    {
      type: 'input',
      block_id: 'language',
      label: plainText('Language'),
      hint: plainText(
        'Of all web pages, and of mails with a link: invitation, reminder, verification, password. Mails about changes to an account and about seats, and everything in Slack, stay English; roles keep their names.',
      ),
      element: {
        type: 'static_select',
        action_id: 'value',
        options: languages.map(languageOption),
        initial_option: languageOption(filled.language),
      },
    },
    {
      type: 'input',
      block_id: 'logo',
      optional: true,
      label: plainText('Logo'),
      hint: plainText(
        'The https address of a PNG or JPEG. It stands at the top of web pages and mails, 40 pixels high. Empty: the product’s name stands there.',
      ),
      element: {
        type: 'plain_text_input',
        action_id: 'value',
        max_length: LOGO_MAX_LENGTH,
        placeholder: plainText('https://acme.example/logo.png'),
        ...(filled.logoUrl && { initial_value: filled.logoUrl }),
      },
    },
  ]);
}

const language = z.enum(['EN', 'DE']);
const languages = language.options;

function languageOption(value: Language): PlainTextOption {
  return { text: plainText(languageNames[value]), value };
}

const submitted = z.object({
  language: z.object({ value: z.object({ selected_option: z.object({ value: language }) }) }),
  logo: z.object({ value: z.object({ value: z.string().max(LOGO_MAX_LENGTH).nullish() }) }),
});

export function readPageSettings(view: { private_metadata: string; state: { values: unknown } }) {
  const { language, logo } = submitted.parse(view.state.values);
  return {
    revision: readSettingsRevision(view.private_metadata),
    language: language.value.selected_option.value,
    logoUrl: logo.value.value ?? '',
  };
}

/** The refusals that belong to a field; undefined: it belongs to the whole form. */
export function pageSettingsErrors(
  refusal: AnyRefusal,
  product: { name: string },
): Record<string, string> | undefined {
  if (refusal.code !== 'LOGO_REFUSED') return undefined;
  return { logo: refusalText(refusal, product.name, besideField) };
}
