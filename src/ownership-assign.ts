import { z } from 'zod';
import type { Deps } from './deps.ts';
import { type RefusalFacts, StartupError } from './errors.ts';
import { addressOption, reasonOption, runOperatorCommand } from './operator-command.ts';
import { assignOwnership } from './ownership/assign-ownership.ts';

const LISTED = 20;

const unfit: Record<RefusalFacts['CANNOT_BECOME_OWNER']['because'], string> = {
  NO_ACCOUNT: 'Nobody in the workspace has that address.',
  SELF: 'They are the Owner already.',
  UNVERIFIED: 'They have not verified their address yet: they can become the Owner after that.',
  INACTIVE: 'They are inactive: reactivate them first, or choose somebody else.',
};

runOperatorCommand({
  usage: 'Usage: npm run ownership:assign -- --to address --reason "why" [--workspace id]',
  options: z.object({
    to: addressOption('the new Owner'),
    reason: reasonOption('it is recorded, and both people read it'),
    workspace: z.uuid({ error: '--workspace is not the id of a workspace.' }).optional(),
  }),
  act: async (deps, { to: email, reason, workspace }) => {
    const workspaceId = await chosenWorkspace(deps.db, workspace);
    const done = await assignOwnership(deps, { workspaceId, email, reason });
    return `${done.newOwner} is the Owner of ${done.workspaceName} now, and ${done.formerOwner} is Admin. Both are told by mail as soon as the program runs.`;
  },
  whyNot: ({ code, facts }) => {
    if (code === 'CANNOT_BECOME_OWNER') return `${unfit[facts.because]} Nothing was changed.`;
    return code === 'BUSY' ? 'Somebody changed the ownership at that moment. Try again.' : undefined;
  },
});

/** The only one there is, or the one that was named. */
async function chosenWorkspace(db: Deps['db'], wanted: string | undefined): Promise<string> {
  const select = { id: true, name: true } as const;
  const named = wanted && (await db.workspace.findUnique({ where: { id: wanted }, select }));
  if (named) return named.id;
  const orderBy = [{ name: 'asc' as const }, { id: 'asc' as const }];
  const workspaces = await db.workspace.findMany({ select, orderBy, take: LISTED });
  const [only, another] = workspaces;
  if (!only) throw new StartupError('There is no workspace yet.');
  if (!wanted && !another) return only.id;
  const more = (await db.workspace.count()) - workspaces.length;
  const list = [
    ...workspaces.map(({ id, name }) => `${id} ${name}`),
    ...(more > 0 ? [`And ${more} more: the table "workspace" has all of them.`] : []),
  ];
  throw new StartupError(`Name the workspace by --workspace, one of:\n${list.join('\n')}`);
}
