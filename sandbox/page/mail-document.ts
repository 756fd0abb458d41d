import type { Mail } from '../outbox.ts';

/** The mail's own HTML, its links opening beside the sandbox instead of within the frame. */
export function mailDocument({ html }: Mail): string {
  const base = '<base target="_blank">';
  return /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, (head) => head + base) : base + html;
}
