import { render, toPlainText } from '@react-email/render';
import type { ReactElement } from 'react';

const asWritten = [
  // The default writes headings in capitals, and so the names in them.
  { selector: 'h1', options: { uppercase: false } },
  // The same link follows in clear.
  { selector: 'a.button', format: 'anchor', options: { ignoreHref: true } },
];

/** A template as the two bodies of a mail. */
export async function renderMail(template: ReactElement): Promise<{ html: string; text: string }> {
  const html = await render(template);
  return { html, text: toPlainText(html, { selectors: asWritten }) };
}
