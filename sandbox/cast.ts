import { randomBytes } from 'node:crypto';
import { visitor } from './front-door.ts';
import { fullName, type Person, personNamed } from './people.ts';
import type { Actor } from './script/actor.ts';
import type { Script } from './script.ts';
import type { CastProgress } from './shared/snapshot.ts';
import { changed, type World } from './world.ts';

/** Milliseconds; mails are sent by a queue. */
const patience = 15_000;

const roles = [
  ['adam', 'Admin'],
  ['mia', 'Member'],
  ['victor', 'Viewer'],
] as const;

/** Gives the cast accounts the way anybody gets one: Olivia invites them in Slack, and they follow the links in their mails. */
export async function setUpCast(world: World, script: Script): Promise<CastProgress> {
  if (world.cast.state === 'running') return world.cast;
  const tell = (cast: CastProgress) => {
    world.cast = cast;
    changed(world);
  };
  const step = (text: string) => tell({ state: 'running', step: text });
  // Strong enough for any policy, and shown on the page afterwards.
  const password = `Cast-${randomBytes(9).toString('base64url')}-7`;
  try {
    const olivia = script.as('olivia');
    step('Olivia sets up the workspace…');
    await setUpWorkspace(world, script, olivia);
    const accounts: { fullName: string; email: string }[] = [];
    for (const [name, role] of roles) {
      const person = personNamed(name);
      step(`Olivia invites ${person.firstName} as ${role}…`);
      accounts.push(await bringIn(world, script, olivia, person, role, password));
    }
    world.store.state.cast = { password, accounts };
    tell({ state: 'done', password, accounts });
  } catch (error) {
    tell({ state: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
  return world.cast;
}

/** Names the workspace, where nobody has done so yet: the app offers Set Up then, whatever is asked of it. */
async function setUpWorkspace(world: World, script: Script, olivia: Actor): Promise<void> {
  const before = olivia.messages('general').at(-1)?.ts ?? '';
  const reply = await olivia.run('/fluxera', { text: 'setup' });
  if (!reply.ok) throw new Error(reply.text);
  const answer = () => olivia.messages('general').find(({ ts }) => ts > before);
  await script.until(
    () => (olivia.hasForm() || answer() ? true : undefined),
    'The app did not answer.',
    patience,
  );
  if (!olivia.hasForm()) {
    if (!answer()?.buttons.includes('Set Up')) return;
    await olivia.click('Set Up');
  }
  const form = await olivia.form();
  const result = await form.fill({ 'Workspace Name': 'Acme', 'Notification Channel': 'general' }).submit();
  if (!result.closed && !result.form) throw new Error(refusal(result));
  const lastWords = result.form?.text();
  closeForms(world, olivia);
  // What takes the form's place may be good news or bad: the app knows, so it is asked once more.
  const asked = olivia.messages('general').at(-1)?.ts ?? '';
  await olivia.run('/invite', { text: 'help' });
  const help = await olivia.waitForMessage('general', /./s, { after: asked });
  if (help.buttons.includes('Set Up')) throw new Error(lastWords ?? help.text);
}

/** What is left open says that all went well. */
function closeForms(world: World, olivia: Actor): void {
  for (const { id } of world.modals.stackOf(olivia.id)) world.modals.close(id, true);
  changed(world);
}

const refusal = ({ errors, failed }: { errors?: Record<string, string>; failed?: string }) =>
  failed ?? Object.values(errors ?? {}).join(' ');

async function bringIn(
  world: World,
  script: Script,
  olivia: Actor,
  person: Person,
  role: string,
  password: string,
): Promise<{ fullName: string; email: string }> {
  const { email, firstName, lastName } = person;
  if (email === undefined) throw new Error(`${fullName(person)} has no address.`);
  const known = new Set(script.mails().map(({ id }) => id));
  const linkIn = (part: string) =>
    script.until(
      () => {
        const mail = script
          .mails()
          .find((one) => one.to.email === email && !known.has(one.id) && one.text.includes(part));
        return mail?.text.match(new RegExp(`https?://\\S+${part}\\S+`))?.[0];
      },
      `No mail with a link came to ${email}. ${olivia.messages('general').at(-1)?.text ?? ''}`,
      patience,
    );
  await invite(world, olivia, email, role);
  const browser = visitor();
  const answers = { password, firstName, lastName };
  await browser.fillForm(await linkIn('/invitation/'), answers);
  await browser.fillForm(await linkIn('/verify/'), answers);
  return { fullName: fullName(person), email };
}

/** Sent at once, since address and role are given; where the app asks once more, what it prefilled is sent. */
async function invite(world: World, olivia: Actor, email: string, role: string): Promise<void> {
  const reply = await olivia.run('/invite', { text: `${email} ${role.toLowerCase()}` });
  if (!reply.ok) throw new Error(reply.text);
  if (!reply.form) return;
  const result = await reply.form.submit();
  if (!result.closed && !result.form) throw new Error(refusal(result));
  closeForms(world, olivia);
}
