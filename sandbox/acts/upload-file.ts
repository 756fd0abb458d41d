import type { Readable } from 'node:stream';
import type { Person } from '../people.ts';
import { largestAttachment } from '../shared/file-limits.ts';
import type { StoredFile } from '../state.ts';
import { changed, type World } from '../world.ts';
import { requireSignedIn } from './signed-in.ts';

/** A person chooses a file for a form: it is uploaded at once, as by Slack's client. Undefined: not all of it came. */
export async function uploadFile(
  world: World,
  person: Person,
  { name, size }: { name: string; size: number },
  bytes: Readable,
): Promise<StoredFile | undefined> {
  requireSignedIn(person);
  if (size > largestAttachment) return undefined;
  const { id, ticket } = world.files.announce({
    name,
    title: name,
    size,
    user: person.id,
    created: Math.floor(world.now() / 1000),
  });
  if (!(await world.files.receive(ticket, bytes))) return undefined;
  const file = world.files.keep(id);
  changed(world);
  return file;
}
