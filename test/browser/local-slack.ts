import type { Page } from 'playwright-core';

/** Follows a link by its name: in the local Slack, one on the left. */
export const goTo = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first().click();
export const dialog = (page: Page) => page.getByRole('dialog');
/** Presses a button by its name, the newest where several have it. */
export const press = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).last().click();

/** Becomes somebody else in the local Slack. */
export async function become(page: Page, name: string) {
  await goTo(page, new RegExp(name));
  await page.waitForFunction(`document.title.startsWith('${name} ')`);
}

/** The field for messages to the conversation itself. */
export const composer = (page: Page) => page.getByRole('textbox', { name: /^Message / });

/** Types into the message field, as one does in Slack. */
export async function type(page: Page, line: string) {
  await composer(page).fill(line);
  await composer(page).press('Enter');
}

/** Opens the newest mail to somebody in the Outbox, and says where its button leads. */
export async function openMail(page: Page, to: string, subject: RegExp, button: string): Promise<string> {
  await goTo(page, /Outbox/);
  await page
    .getByRole('list', { name: 'Mails' })
    .getByRole('link')
    .filter({ hasText: to })
    .filter({ hasText: subject })
    .first()
    .click();
  const link = page.frameLocator('iframe').getByRole('link', { name: button });
  const href = await link.getAttribute('href');
  if (!href) throw new Error(`the mail to ${to} has no button "${button}"`);
  return href;
}
