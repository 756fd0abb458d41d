import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { plainText, section } from './text.ts';

const metadata = z.object({ revision: z.number().int() });

/** What a form of the settings remembers: which revision of them it began with. */
export function settingsMetadata(revision: number): string {
  return JSON.stringify({ revision } satisfies z.infer<typeof metadata>);
}

export function readSettingsRevision(text: string): number {
  return metadata.parse(JSON.parse(text)).revision;
}

interface SettingsForm {
  form: string;
  title: string;
  revision: number;
  /** Why it was not saved. */
  notice: string | undefined;
}

/** A part of the settings, on top of what lists them all. */
export function settingsForm(
  { form, title, revision, notice }: SettingsForm,
  fields: KnownBlock[],
): ModalView {
  return {
    type: 'modal',
    callback_id: form,
    title: plainText(title),
    submit: plainText('Save Changes'),
    close: plainText('Back'),
    private_metadata: settingsMetadata(revision),
    blocks: [...(notice ? [section(`*Not saved.* ${notice}`)] : []), ...fields],
  };
}
