import { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** What Slack says about a refused payload: one line an issue, with the place as a JSON pointer. */
export function complaints(issues: Issue[], root: string): string[] {
  return issues.flatMap((issue) => lines(issue, root));
}

function lines(issue: Issue, root: string): string[] {
  const at = [root, ...issue.path].map(String).join('/');
  const line = (message: string, pointer = at) => `[ERROR] ${message} [json-pointer:${pointer}]`;
  switch (issue.code) {
    case 'too_big':
      return [line(tooBig(issue))];
    case 'too_small':
      return [line(tooSmall(issue))];
    case 'unrecognized_keys':
      return issue.keys.map((key) => line(`invalid additional property: ${key}`));
    case 'invalid_union':
      return [line(issue.discriminator ? wrongType(issue.input) : 'failed to match all allowed schemas')];
    case 'invalid_type':
      return [
        line(
          issue.input === undefined
            ? `missing required field: ${String(issue.path.at(-1))}`
            : `must provide ${article(issue.expected)}`,
        ),
      ];
    case 'invalid_value':
      return [line(`must be one of: ${issue.values.map(String).join(', ')}`)];
    default:
      return [line(issue.message)];
  }
}

/** What Slack has and the local Slack has not, so that nobody looks for a mistake of their own. */
const notHere = new Set([
  ...['card', 'carousel', 'container', 'file', 'plan', 'task_card', 'video', 'call'],
  ...['rich_text_input', 'url_source', 'workflow_button'],
]);

const typed = z.object({ type: z.string() });

function wrongType(input: unknown): string {
  const { data } = typed.safeParse(input);
  return data && notHere.has(data.type)
    ? `the local Slack does not know the type ${data.type}, although Slack does`
    : 'unsupported type';
}

function tooBig({ origin, maximum }: Extract<Issue, { code: 'too_big' }>): string {
  if (origin === 'array') return `no more than ${maximum} items allowed`;
  if (origin === 'string') return `must be less than ${Number(maximum) + 1} characters`;
  return `must be at most ${maximum}`;
}

function tooSmall({ origin, minimum }: Extract<Issue, { code: 'too_small' }>): string {
  if (origin === 'array') return `must have at least ${minimum} items`;
  if (origin === 'string') return `must be more than ${Number(minimum) - 1} characters`;
  return `must be at least ${minimum}`;
}

const article = (expected: string) => (/^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`);
