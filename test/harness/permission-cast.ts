import { permissionGroups } from '../../src/roles/permission-groups.ts';
import type { TestFluxera } from './fluxera.ts';
import { acceptAndVerify, setUp } from './fluxera.ts';

/** Sets up with a person of each built-in role, and with Tina, who holds a role that allows nothing. */
export async function setUpWithRoles(fluxera: TestFluxera): Promise<void> {
  const olivia = fluxera.slack.as('olivia');
  await setUp(fluxera);
  await makeRole(fluxera, 'Nothing yet', {});
  for (const [name, role] of [
    ['adam', 'admin'],
    ['mia', 'member'],
    ['victor', 'viewer'],
    ['tina', 'nothing yet'],
  ] as const) {
    await olivia.run('/invite', { text: `${name}@acme.example ${role}` });
    await acceptAndVerify(fluxera, `${name}@acme.example`, { 'First Name': name });
  }
  for (const name of ['olivia', 'adam', 'mia', 'victor']) await fluxera.slack.as(name).openHome();
}

/** A role of the workspace's own, made in the form; `allowed`: by group, in the words of the form. */
export async function makeRole(
  { slack }: TestFluxera,
  name: string,
  allowed: Record<string, string[]>,
): Promise<void> {
  const olivia = slack.as('olivia');
  // The form begins with what people mostly want.
  const nothing = Object.fromEntries(permissionGroups().map((group) => [group.name, []]));
  await olivia.run('/roles');
  await olivia.click('Create Role');
  await (await olivia.form(/^Create role/)).fill({ Name: name, ...nothing, ...allowed }).submit();
  await olivia.form('is there now');
  while (olivia.hasForm()) await (await olivia.form()).dismiss();
}
