/** What is each recipient's own in an invitation mail. */
interface Personal {
  greeting: string;
  email: string;
  url: string;
}

export interface PersonalTags {
  /** What stands in the HTML in the place of each. */
  html: Personal;
  /** A text body that was made of such HTML, with tags of its own: nothing is escaped there. */
  inText(text: string): string;
  /** What one recipient gets in the place of each tag. */
  substitutions(personal: Personal): Record<string, string>;
}

/** `nonce`: so that nothing that somebody typed into the mail can be taken for a tag. */
export function personalTags(nonce: string): PersonalTags {
  const tag = (body: 'html' | 'text', name: keyof Personal) => `-${body}-${name}-${nonce}-`;
  return {
    html: { greeting: tag('html', 'greeting'), email: tag('html', 'email'), url: tag('html', 'url') },
    inText: (text) => names.reduce((all, name) => all.replaceAll(tag('html', name), tag('text', name)), text),
    substitutions: (personal) =>
      Object.fromEntries(
        names.flatMap((name) => [
          [tag('html', name), escapeHtml(personal[name])],
          [tag('text', name), personal[name]],
        ]),
      ),
  };
}

const names = ['greeting', 'email', 'url'] as const;

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
