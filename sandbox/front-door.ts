import { type HTMLElement, parse } from 'node-html-parser';

export interface Visitor {
  /** Opens a page, fills its one form, sends it as a browser does and follows where that leads. */
  fillForm(url: string, answers: FormAnswers): Promise<void>;
}

interface FormAnswers {
  password: string;
  firstName: string;
  lastName: string;
}

/** Somebody with a browser of their own: what it keeps are the cookies. */
export function visitor(): Visitor {
  const cookies = new Map<string, string>();

  const request = async (url: URL, body?: URLSearchParams): Promise<{ url: URL; html: string }> => {
    const response = await fetch(url, {
      method: body ? 'POST' : 'GET',
      redirect: 'manual',
      headers: {
        origin: url.origin,
        ...(cookies.size > 0
          ? { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
          : {}),
      },
      ...(body ? { body } : {}),
    });
    for (const line of response.headers.getSetCookie()) keep(cookies, line);
    const location = response.headers.get('location');
    const html = await response.text();
    if (response.status >= 300 && response.status < 400 && location) return request(new URL(location, url));
    if (!response.ok) throw new Error(`${url.pathname} answered ${response.status}: ${wordsOf(html)}`);
    return { url, html };
  };

  return {
    fillForm: async (url, answers) => {
      const page = await request(new URL(url));
      const form = parse(page.html)
        .querySelectorAll('form')
        .find((one) => one.getAttribute('method')?.toLowerCase() === 'post');
      if (!form) throw new Error(`There is no form at ${page.url.pathname}: ${wordsOf(page.html)}`);
      const action = new URL(form.getAttribute('action') || page.url, page.url);
      await request(action, fields(form, answers));
    },
  };
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';');
  const at = pair.indexOf('=');
  cookies.set(pair.slice(0, at).trim(), pair.slice(at + 1));
}

/** What the form would send: as it came, with the visitor's own data where the fields ask for it, and every box ticked. */
function fields(form: HTMLElement, answers: FormAnswers): URLSearchParams {
  const sent = new URLSearchParams();
  for (const input of form.querySelectorAll('input, textarea, select')) {
    const name = input.getAttribute('name');
    if (!name) continue;
    const type = input.getAttribute('type');
    if (type === 'submit' || type === 'button') continue;
    sent.append(name, ownAnswer(input, answers) ?? initialAnswer(input));
  }
  const button = form.querySelector('button[name]');
  const name = button?.getAttribute('name');
  if (name) sent.append(name, button?.getAttribute('value') ?? '');
  return sent;
}

function ownAnswer(input: HTMLElement, answers: FormAnswers): string | undefined {
  if (input.getAttribute('type') === 'password') return answers.password;
  const asked = input.getAttribute('autocomplete');
  if (asked === 'given-name') return answers.firstName;
  return asked === 'family-name' ? answers.lastName : undefined;
}

function initialAnswer(input: HTMLElement): string {
  if (input.tagName === 'TEXTAREA') return input.textContent;
  if (input.tagName !== 'SELECT') return input.getAttribute('value') ?? (isTicked(input) ? 'on' : '');
  const option = input.querySelector('option[selected]') ?? input.querySelector('option');
  return option?.getAttribute('value') ?? option?.textContent ?? '';
}

const isTicked = (input: HTMLElement) => input.getAttribute('type') === 'checkbox';

function wordsOf(html: string): string {
  return (parse(html).querySelector('main, body')?.structuredText ?? html).replace(/\s+/g, ' ').slice(0, 200);
}
