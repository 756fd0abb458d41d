import type { JobPayload } from '../deps.ts';
import { readEndingLicenses } from '../licenses/read-ending.ts';
import { licenseReminder } from '../views/license-reminder.message.ts';
import type { JobEdge } from './edge.ts';
import { postForAdmins } from './post-for-admins.ts';

/** Says which licenses end soon; nothing where all of them were deleted or renewed meanwhile. */
export async function postLicenseReminder(
  edge: JobEdge,
  payload: JobPayload<'post-license-reminder'>,
): Promise<void> {
  const { workspaceId } = payload;
  const ending = await readEndingLicenses(edge.deps, payload);
  if (ending.licenses.length === 0) return;
  const whom = { event: 'DIGEST', permission: 'EDIT_LICENSES' } as const;
  await postForAdmins(edge, { workspaceId, ...whom }, licenseReminder(ending));
}
