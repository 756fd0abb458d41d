import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { Refusal } from '../errors.ts';

export const PASSWORD_MIN_LENGTH = 10;
/** Enough for any passphrase; longer ones would only cost the server time. */
export const PASSWORD_MAX_LENGTH = 128;
/** As many are judged: the time that it takes grows much faster than the text, and what is good so far stays good. */
const JUDGED_LENGTH = 64;
const ENOUGH = 3;

let loading: Promise<ZxcvbnFactory> | undefined;

/** The dictionaries take a moment and some memory: loaded once, with the first password. */
async function loadEstimator(): Promise<ZxcvbnFactory> {
  const { ZxcvbnFactory } = await import('@zxcvbn-ts/core');
  const { dictionary, adjacencyGraphs } = await import('@zxcvbn-ts/language-common');
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
}

/** Refuses a password that is short, common, or made of `known`: what is known of the person and the product. */
export async function requireStrongPassword(password: string, known: string[]): Promise<void> {
  if ([...password].length < PASSWORD_MIN_LENGTH) {
    throw new Refusal('PASSWORD_TOO_WEAK', { problem: 'tooShort', suggestions: [] });
  }
  if (password.length > PASSWORD_MAX_LENGTH) {
    throw new Refusal('PASSWORD_TOO_WEAK', { problem: 'tooLong', suggestions: [] });
  }
  loading ??= loadEstimator();
  const estimator = await loading;
  const { score, feedback } = estimator.check(password.slice(0, JUDGED_LENGTH), guessable(known));
  if (score < ENOUGH) {
    throw new Refusal('PASSWORD_TOO_WEAK', {
      problem: feedback.warning ?? undefined,
      suggestions: feedback.suggestions,
    });
  }
}

/** Whole texts, their words, and neighbouring words written as one: "Jane Doe", "Jane", "Doe", "JaneDoe". */
function guessable(known: string[]): string[] {
  const words = known.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u)).filter((word) => word !== '');
  const pairs = words.map((word, index) => `${word}${words[index + 1] ?? ''}`);
  return [...known, ...words, ...pairs].filter((word) => word.length > 2);
}
