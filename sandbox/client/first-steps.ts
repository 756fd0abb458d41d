import { store, useStored } from './stored.ts';

const key = 'sandbox-welcomed';

/** Whether the newcomer still wants to see the first steps in this browser. */
export const useFirstSteps = () => useStored(key) !== 'yes';

export const showFirstSteps = (shown: boolean) => store(key, () => (shown ? 'no' : 'yes'));
