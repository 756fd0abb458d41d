import { z } from 'zod';
import { removeSecondFactor } from './identities/remove-second-factor.ts';
import { addressOption, reasonOption, runOperatorCommand } from './operator-command.ts';

runOperatorCommand({
  usage: 'Usage: npm run second-factor:reset -- --to address --reason "why"',
  options: z.object({
    to: addressOption('whoever lost their second factor'),
    reason: reasonOption('it is recorded'),
  }),
  act: async (deps, { to: email, reason }) => {
    const { name, workspaceNames } = await removeSecondFactor(deps, { email, reason });
    return `The second factor of ${name} is reset, and they are signed out. They are told by mail as soon as the program runs, and it is recorded in: ${workspaceNames.join(', ')}.`;
  },
  whyNot: ({ code, facts }) => {
    switch (code) {
      case 'NO_ACCOUNT':
        return 'Nobody who has access somewhere has that address. Nothing was changed.';
      case 'NO_SECOND_FACTOR':
        return `${facts.name} has no second factor. Nothing was changed.`;
      case 'BUSY':
        return 'Somebody changed their account at that moment. Try again.';
      default:
        return undefined;
    }
  },
});
