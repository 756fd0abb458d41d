/**
 * Does something for each, one after the other. One that fails keeps no other from its turn; what failed is thrown in the
 * end, each under its name. Where they cannot be read to the end, that comes first.
 */
export async function oneByOne<One>(
  all: Iterable<One> | AsyncIterable<One>,
  nameOf: (one: One) => string,
  work: (one: One) => Promise<void>,
): Promise<void> {
  const failed: Error[] = [];
  try {
    for await (const one of all) {
      try {
        await work(one);
      } catch (cause) {
        failed.push(new Error(nameOf(one), { cause }));
      }
    }
  } catch (cause) {
    failed.unshift(new Error('the others were not read', { cause }));
  }
  if (failed.length > 0) throw new AggregateError(failed, `failed for ${failed.length}`);
}

/** For the log. */
export function workspaceName({ id }: { id: string }): string {
  return `workspace ${id}`;
}
