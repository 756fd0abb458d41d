import { type HTMLElement, parse } from 'node-html-parser';

export interface Page {
  status: number;
  /** Path and query where the visitor ended up. */
  at: string;
  headers: Headers;
  html: string;
  /** What a person reads. */
  text: string;
  title: string;
  field(label: string): HTMLElement;
}

export interface Visitor {
  open(path: string, init?: RequestInit): Promise<Page>;
  /** Fills a form by its labels and presses its button. */
  press(page: Page, button: string, values?: Record<string, string>): Promise<Page>;
  /** Sends a form that no page has. */
  post(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Page>;
  cookies: Map<string, string>;
}

/** A browser without JavaScript: keeps cookies, follows redirects, fills forms. `ip`: where they seem to come from. */
export function createVisitor(base: string, ip = '203.0.113.7'): Visitor {
  const cookies = new Map<string, string>();
  const visit = async (path: string, init: RequestInit = {}, hops = 0): Promise<Page> => {
    const headers = new Headers(init.headers);
    if (cookies.size > 0) headers.set('cookie', [...cookies].map((pair) => pair.join('=')).join('; '));
    headers.set('x-forwarded-for', ip);
    const response = await fetch(new URL(path, base), { ...init, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) keep(cookies, cookie);
    const location = response.headers.get('location');
    if (location && hops < 5) {
      await response.body?.cancel();
      return visit(location, {}, hops + 1);
    }
    return readPage(path, response);
  };
  const post: Visitor['post'] = (path, fields, headers = {}) =>
    visit(path, {
      method: 'POST',
      headers: { origin: new URL(base).origin, 'sec-fetch-site': 'same-origin', ...headers },
      body: new URLSearchParams(fields),
    });
  return {
    cookies,
    open: visit,
    post,
    press: (page, label, values = {}) => {
      const form = parse(page.html)
        .querySelectorAll('form')
        .find((one) => one.querySelectorAll('button').some((button) => button.text === label));
      if (!form) throw new Error(`"${page.title}" has no button "${label}"`);
      const fields = Object.fromEntries(
        form
          .querySelectorAll('input')
          .filter((input) => input.getAttribute('name'))
          .map((input) => [input.getAttribute('name') ?? '', input.getAttribute('value') ?? '']),
      );
      const button = form.querySelectorAll('button').find(({ text }) => text === label);
      const chosenBy = button?.getAttribute('name');
      if (chosenBy) fields[chosenBy] = button?.getAttribute('value') ?? '';
      for (const select of form.querySelectorAll('select')) {
        const chosen = select.querySelector('option[selected]') ?? select.querySelector('option');
        fields[select.getAttribute('name') ?? ''] = chosen?.getAttribute('value') ?? '';
      }
      for (const [name, value] of Object.entries(values)) {
        const field = page.field(name);
        const option = field.querySelectorAll('option').find(({ text }) => text === value);
        fields[field.getAttribute('name') ?? ''] = option?.getAttribute('value') ?? value;
      }
      return post(form.getAttribute('action') ?? page.at, fields);
    },
  };
}

function keep(cookies: Map<string, string>, header: string) {
  const [pair = ''] = header.split(';');
  const [name = '', value = ''] = pair.split(/=(.*)/s);
  if (/max-age=0/i.test(header)) cookies.delete(name);
  else cookies.set(name, value);
}

async function readPage(at: string, response: Response): Promise<Page> {
  const html = await response.text();
  const root = parse(html);
  return {
    status: response.status,
    at: new URL(at, 'http://x').pathname + new URL(at, 'http://x').search,
    headers: response.headers,
    html,
    text: (root.querySelector('main') ?? root).structuredText,
    title: root.querySelector('h1')?.text ?? '',
    field: (label) => {
      const found = root.querySelectorAll('label').find((one) => one.text === label);
      const input = found && root.getElementById(found.getAttribute('for') ?? '');
      if (!input) throw new Error(`no field "${label}"`);
      return input;
    },
  };
}
