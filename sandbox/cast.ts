import type { Script } from './script.ts';
import { changed, type World } from './world.ts';

export async function setUpCast(world: World, _script: Script): Promise<void> {
  world.cast = { state: 'failed', message: 'not yet' };
  changed(world);
}
