import type { UserFilter } from '../users/list-users.ts';
import { SEARCH_MAX_LENGTH } from '../views/search-field.ts';
import { commandText, withoutReferences } from '../views/typed-text.ts';
import { userFilterNamed } from '../views/users-list.modal.ts';

export interface UserLine {
  /** A Slack person who was named in place of everything else. */
  slackUserId: string | undefined;
  filter: UserFilter;
  search: string;
}

/** "inactive jane", "jane@example.com", "@jane": what stands behind `/users`, with what Slack makes of people and links. */
export function readUserLine(text: string): UserLine {
  const slackUserId = /^\s*<@(\w+)(?:\|[^>]*)?>\s*$/.exec(text)?.[1];
  const typed = commandText(withoutReferences(text));
  const [first = '', ...rest] = typed.split(/\s+/);
  const filter = userFilterNamed(first);
  const search = (filter ? rest.join(' ') : typed).slice(0, SEARCH_MAX_LENGTH);
  return { slackUserId, filter: filter ?? 'ALL', search };
}
