import { useSession } from './session.ts';

/** Where the person's browser finds a file of Slack's. */
export function useFileAddress(): (file: { id: string; name: string }) => string {
  const { snapshot } = useSession();
  return ({ id, name }) => `/sandbox/as/${snapshot.me.name}/files/${id}/${encodeURIComponent(name)}`;
}
