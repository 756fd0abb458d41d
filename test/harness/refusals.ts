import { Refusal, type RefusalCode } from '../../src/errors.ts';

/** The codes of the refusals among what was tried at once; whatever else fails, fails the test. */
export async function refusals(tried: Promise<unknown>[]): Promise<RefusalCode[]> {
  const settled = await Promise.allSettled(tried);
  return settled.flatMap((one) => {
    if (one.status === 'fulfilled') return [];
    if (one.reason instanceof Refusal) return [one.reason.code];
    throw one.reason;
  });
}
