import type { Answer } from './method.ts';

/** What Slack thinks of the content type of a call: JSON should name its charset, and a form should not. */
export function charsetWarnings(method: string, contentType: string | undefined): string[] {
  if (method === 'GET' || contentType === undefined) return [];
  const named = /;\s*charset=/i.test(contentType);
  if (contentType.startsWith('application/json')) return named ? [] : ['missing_charset'];
  return named && contentType.startsWith('application/x-www-form-urlencoded') ? ['superfluous_charset'] : [];
}

/** The answer with its warnings, in both places where Slack writes them. */
export function withWarnings(answer: Answer & { ok: true }, warnings: string[]): Answer & { ok: true } {
  if (warnings.length === 0) return answer;
  const { response_metadata: metadata } = answer;
  const kept = typeof metadata === 'object' && metadata !== null ? metadata : {};
  return { ...answer, warning: warnings.join(','), response_metadata: { ...kept, warnings } };
}
