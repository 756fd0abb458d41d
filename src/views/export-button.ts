import type { Button } from '@slack/types';
import type { ExportWish } from '../exports/export-wish.ts';
import { plainText } from './text.ts';

export const EXPORT_ACTION = 'export_open';

/** Beside a list: opens the form with what the list shows. */
export function exportButton(wish: ExportWish): Button {
  return { type: 'button', action_id: EXPORT_ACTION, text: plainText('Export'), value: JSON.stringify(wish) };
}
