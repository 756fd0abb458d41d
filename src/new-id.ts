import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';

const ID_BYTES = 16;
/** For so many ids the system is asked for random bytes at once: to ask takes longer than all the rest. */
const IDS_AT_A_TIME = 256;

/** Makes UUIDs of version 7, of which those made later sort later, also within one millisecond of the clock. */
export function idMaker(clock: () => number): () => string {
  let pool = randomBytes(0);
  let msecs = 0;
  let seq = 0;
  return () => {
    if (pool.length === 0) pool = randomBytes(ID_BYTES * IDS_AT_A_TIME);
    const random = pool.subarray(0, ID_BYTES);
    pool = pool.subarray(ID_BYTES);
    const now = clock();
    // It begins in the lower half of its 32 bits, so that it does not come to their end within a millisecond.
    seq = now > msecs ? random.readUInt32BE(6) >>> 1 : seq + 1;
    msecs = Math.max(now, msecs);
    return uuidv7({ random, msecs, seq });
  };
}
