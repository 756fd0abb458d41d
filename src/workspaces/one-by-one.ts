/**
 * Does something for each, one after the other. One that fails keeps no other from its turn; what failed is thrown in the
 * end, each under its name.
 */
export async function oneByOne<One>(
  all: Iterable<One> | AsyncIterable<One>,
  nameOf: (one: One) => string,
  work: (one: One) => Promise<void>,
): Promise<void> {
  const failed: Error[] = [];
  for await (const one of all) {
    try {
      await work(one);
    } catch (cause) {
      failed.push(new Error(nameOf(one), { cause }));
    }
  }
  if (failed.length > 0) throw new AggregateError(failed, `failed for ${failed.length}`);
}

/** For the log. */
export function workspaceName({ id }: { id: string }): string {
  return `workspace ${id}`;
}
