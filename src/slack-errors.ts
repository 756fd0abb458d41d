import { ErrorCode, type WebAPIPlatformError } from '@slack/web-api';

/** What Slack answers where the fault is its own, and passes. Whatever else it answers, a second try gets the same. */
const passing = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'ratelimited',
]);

/** Slack's reason for refusing a call for good; undefined where a later try may do, or where it is no error of Slack's. */
export function finalRefusal(error: unknown): string | undefined {
  const reason = isPlatformError(error) ? error.data.error : undefined;
  return reason && !passing.has(reason) ? reason : undefined;
}

function isPlatformError(error: unknown): error is WebAPIPlatformError {
  return error instanceof Error && 'code' in error && error.code === ErrorCode.PlatformError;
}
