import { randomBytes } from 'node:crypto';
import { type Block, elementsOf } from './validation/blocks.ts';

const fresh = () => randomBytes(4).toString('base64url').slice(0, 5);

/** Gives every block and element an id, as Slack does for those that came without. */
export function identifyBlocks<T extends Block>(blocks: T[]): T[] {
  return blocks.map((block) => {
    const copy = structuredClone(block);
    copy.block_id ??= fresh();
    for (const element of elementsOf(copy)) element.action_id ??= fresh();
    return copy;
  });
}
