import { randomBytes } from 'node:crypto';
import { visitor } from './front-door.ts';
import type { Mail } from './outbox.ts';
import { fullName, type Person, personNamed } from './people.ts';
import type { Actor } from './script/actor.ts';
import type { Script } from './script.ts';
import type { CastAccounts, CastProgress } from './shared/snapshot.ts';
import { changed, type World } from './world.ts';

/** Milliseconds; mails are sent by a queue. */
const patience = 15_000;

const roles = [
  ['adam', 'Admin'],
  ['mia', 'Member'],
  ['victor', 'Viewer'],
] as const;

/**
 * Gives the cast accounts the way anybody gets one: Olivia invites them in Slack, and they follow the links in their
 * mails. Goes on where an earlier attempt, or the newcomer, has stopped.
 */
export async function setUpCast(world: World, script: Script): Promise<CastProgress> {
  if (world.cast.state === 'running') return world.cast;
  const tell = (cast: CastProgress) => {
    world.cast = cast;
    changed(world);
  };
  const step = (text: string) => tell({ state: 'running', step: text });
  const made = castOf(world);
  try {
    const olivia = script.as('olivia');
    step('Olivia sets up the workspace…');
    await forgetting(world, olivia, () => setUpWorkspace(world, script, olivia));
    for (const [name, role] of roles) {
      const person = personNamed(world.people, name);
      step(`${person.firstName} becomes ${role}…`);
      await bringIn(world, script, olivia, person, role, made);
    }
    made.isComplete = true;
    tell({ state: 'done', ...made });
  } catch (error) {
    tell({ state: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
  return world.cast;
}

/** What has been made before, or nothing yet. */
function castOf({ store: { state } }: World) {
  state.cast ??= {
    // Strong enough for any policy, and shown on the page afterwards.
    password: `Cast-${randomBytes(9).toString('base64url')}-7`,
    signInAt: '',
    accounts: [],
    isComplete: false,
  };
  return state.cast;
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

/** The newcomer is spared the answers to what only the robot wanted to know; where it fails, they stay. */
async function forgetting(world: World, { id }: Actor, act: () => Promise<void>): Promise<void> {
  const { state } = world.store;
  const known = new Set(state.messages);
  await act();
  state.messages = state.messages.filter((message) => known.has(message) || message.onlyFor !== id);
  changed(world);
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
  made: CastAccounts,
): Promise<void> {
  const { email, firstName, lastName } = person;
  if (email === undefined) throw new Error(`${fullName(person)} has no address.`);
  const browser = visitor();
  const answers = { password: made.password, firstName, lastName };
  const newest = (part: string) =>
    linkIn(
      script.mails().find(({ to, text }) => to.email === email && text.includes(part)),
      part,
    );
  const awaited = (part: string, before: string | undefined) =>
    script.until(
      () => {
        const link = newest(part);
        return link === before ? undefined : link;
      },
      `No mail with a link came to ${email}. ${olivia.messages('general').at(-1)?.text ?? ''}`,
      patience,
    );
  const accept = async (link: string) => {
    if (!(await browser.fillForm(link, answers))) return false;
    made.signInAt = new URL('/sign-in', link).href;
    made.accounts.push({ fullName: fullName(person), email });
    world.store.touch();
    return true;
  };

  // A mail to verify an address is there once an invitation has been accepted.
  if (!newest('/verify/')) {
    const invitation = newest('/invitation/');
    if (!invitation || !(await accept(invitation))) {
      await invite(world, olivia, email, role);
      await accept(await awaited('/invitation/', invitation));
    }
  }
  await browser.fillForm(newest('/verify/') ?? (await awaited('/verify/', undefined)), answers);
}

const linkIn = (mail: Mail | undefined, part: string) =>
  mail?.text.match(new RegExp(`https?://\\S+${part}\\S+`))?.[0];

/** Sent at once, since address and role are given; where the app asks once more, what it prefilled is sent. */
async function invite(world: World, olivia: Actor, email: string, role: string): Promise<void> {
  const reply = await olivia.run('/invite', { text: `${email} ${role.toLowerCase()}` });
  if (!reply.ok) throw new Error(reply.text);
  if (!reply.form) return;
  const result = await reply.form.submit();
  if (!result.closed && !result.form) throw new Error(refusal(result));
  closeForms(world, olivia);
}
