import type { Deps } from '../deps.ts';
import type { Log } from '../log.ts';
import type { Auth } from './auth.ts';
import type { Limits } from './limits.ts';

/** What the portal's routes need. */
export interface PortalDeps {
  deps: Deps;
  auth: Auth;
  limits: Limits;
  log: Log;
}
