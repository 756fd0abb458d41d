export type Span =
  | { kind: 'text'; text: string }
  | { kind: 'bold' | 'italic' | 'strike'; children: Span[] }
  | { kind: 'code' | 'preformatted'; text: string }
  | { kind: 'quote'; children: Span[] }
  | { kind: 'link'; url: string; text: string }
  | { kind: 'user' | 'channel'; id: string }
  | { kind: 'broadcast'; range: string }
  | { kind: 'date'; timestamp: number; format: string; fallback: string }
  | { kind: 'break' };

/** Parses Slack's mrkdwn. Whatever is not markup stays text, with Slack's three escapes undone. */
export function parseMrkdwn(source: string): Span[] {
  const spans: Span[] = [];
  for (const piece of source.split(/(```[\s\S]+?```)/)) {
    const code = /^```([\s\S]+)```$/.exec(piece);
    if (code)
      spans.push({ kind: 'preformatted', text: unescapeSlack(code[1] ?? '').replace(/^\n|\n$/g, '') });
    else if (piece !== '') spans.push(...lines(piece));
  }
  return spans;
}

function lines(text: string): Span[] {
  return text.split('\n').flatMap((line, at): Span[] => {
    const quoted = /^(?:&gt;|>)\s?(.*)$/.exec(line);
    const spans: Span[] = quoted ? [{ kind: 'quote', children: inline(quoted[1] ?? '') }] : inline(line);
    return at === 0 ? spans : [{ kind: 'break' }, ...spans];
  });
}

const angle = /^<([^<>\n]+)>/;
const wrapped = {
  '*': { kind: 'bold', pattern: /^\*(?!\s)([^*\n]+?)(?<!\s)\*(?![A-Za-z0-9*])/ },
  _: { kind: 'italic', pattern: /^_(?!\s)([^_\n]+?)(?<!\s)_(?![A-Za-z0-9_])/ },
  '~': { kind: 'strike', pattern: /^~(?!\s)([^~\n]+?)(?<!\s)~(?![A-Za-z0-9~])/ },
} as const;

function inline(source: string): Span[] {
  const spans: Span[] = [];
  let plain = '';
  let at = 0;
  const flush = () => {
    if (plain !== '') spans.push({ kind: 'text', text: unescapeSlack(plain) });
    plain = '';
  };
  while (at < source.length) {
    const found = markup(source.slice(at), source[at - 1]);
    if (found) {
      flush();
      spans.push(found.span);
      at += found.length;
    } else {
      plain += source[at];
      at += 1;
    }
  }
  flush();
  return spans;
}

function markup(rest: string, before: string | undefined): { span: Span; length: number } | undefined {
  const bracket = angle.exec(rest);
  if (bracket) return { span: reference(bracket[1] ?? ''), length: bracket[0].length };
  if (before !== undefined && /[A-Za-z0-9]/.test(before)) return undefined;
  const code = /^`([^`\n]+)`/.exec(rest);
  if (code) return { span: { kind: 'code', text: unescapeSlack(code[1] ?? '') }, length: code[0].length };
  const mark = rest[0];
  if (mark !== '*' && mark !== '_' && mark !== '~') return undefined;
  const { kind, pattern } = wrapped[mark];
  const match = pattern.exec(rest);
  return match ? { span: { kind, children: inline(match[1] ?? '') }, length: match[0].length } : undefined;
}

function reference(content: string): Span {
  const [target = '', label] = content.split(/\|(.*)/s);
  if (target.startsWith('@')) return { kind: 'user', id: target.slice(1) };
  if (target.startsWith('#')) return { kind: 'channel', id: target.slice(1) };
  if (target.startsWith('!date^')) {
    const [, timestamp = '', format = ''] = target.split('^');
    return { kind: 'date', timestamp: Number(timestamp), format, fallback: unescapeSlack(label ?? '') };
  }
  if (target.startsWith('!')) return { kind: 'broadcast', range: target.slice(1) };
  const url = unescapeSlack(target);
  return { kind: 'link', url, text: unescapeSlack(label ?? target).replace(/^mailto:/, '') };
}

function unescapeSlack(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
