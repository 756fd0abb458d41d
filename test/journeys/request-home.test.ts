import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { acceptAndVerify, linkFor, setUp, startTestFluxera, type TestFluxera } from '../harness/fluxera.ts';
import { noJobs } from '../harness/no-jobs.ts';
import { passPauses } from '../harness/pass-pauses.ts';
import { until } from '../harness/until.ts';
import { DAY_MS } from '../harness/world.ts';

let fluxera: TestFluxera;

beforeAll(async () => {
  fluxera = await startTestFluxera();
  await setUp(fluxera);
  await invite('mia@acme.example member');
  await acceptAndVerify(fluxera, 'mia@acme.example', { 'First Name': 'Mia', 'Last Name': 'Chen' });
});
afterAll(() => fluxera.stop());

const person = (name: string) => fluxera.slack.as(name);
const invite = (text: string) => person('olivia').run('/invite', { text });

/** Waits until the home tab that somebody has open says it, without anybody opening it again. */
const follows = (name: string, words: string) =>
  until(`home with ${words}`, async () => {
    await passPauses(fluxera);
    return person(name).home()?.text.includes(words) ?? false;
  });

async function ask(email: string) {
  const { form } = await person('mia').run('/invite', { text: `${email} viewer` });
  await (await form?.submit())?.form?.cancel();
  await person('olivia').waitForMessage('general', `asks to invite ${email.split(' ')[0]}`);
}

describe('Home of whoever may not invite', () => {
  test('has Ask to Invite, which opens the form; the request is sent from there', async () => {
    const home = await person('mia').openHome();
    expect(home.buttons).toContain('Ask to Invite');
    expect(home.buttons).not.toContain('Invite Somebody');
    await person('mia').click('Ask to Invite');
    const form = await person('mia').form('Your role cannot invite people itself.');
    expect(form.title()).toBe('Ask to invite');
    const sent = await form.fill({ 'Email Address': 'home@example.com', Role: 'Viewer' }).submit();
    expect(sent.form?.text()).toContain(
      'You asked to invite home@example.com as Viewer. @U0OLIVIA00 will decide',
    );
    await sent.form?.cancel();
    await person('olivia').waitForMessage('general', 'asks to invite home@example.com');
  });

  test('tells nothing of the requests of all', async () => {
    const home = await person('mia').openHome();
    expect(home.text).not.toContain('to be decided');
    expect(home.text).not.toContain('asked to invite');
  });
});

describe('Home of whoever may invite', () => {
  test('puts the open requests first, with the way to them', async () => {
    const home = await person('olivia').openHome();
    expect(home.text.split('\n')[1]).toBe('1 request waits to be decided.');
    expect(home.buttons[0]).toBe('Show Requests');
    expect(home.text).toContain('Mia Chen asked to invite home@example.com · ');
    await person('olivia').click('Show Requests');
    const list = await person('olivia').form('home@example.com');
    expect(list.title()).toBe('Requests');
    await list.cancel();
  });

  test('follows what is asked and decided while it is open', async () => {
    await ask('second@example.com');
    await follows('olivia', '2 requests wait to be decided.');
    await person('olivia').click('Deny', { near: 'second@example.com' });
    await (await person('olivia').form('Deny this request?')).submit();
    await follows('olivia', '1 request waits to be decided.');
    expect(person('olivia').home()?.text).toContain(
      'Olivia Owner denied the request for second@example.com · ',
    );
    await person('olivia').click('Approve', { near: 'home@example.com' });
    await follows('olivia', 'Olivia Owner invited home@example.com · ');
    expect(person('olivia').home()?.text).not.toContain('to be decided');
    expect(person('olivia').home()?.buttons).not.toContain('Show Requests');
  });

  test('tells of how many people somebody asked for', async () => {
    await ask('a@many.example b@many.example c@many.example');
    await ask('d@many.example');
    await follows('olivia', 'Mia Chen asked to invite d@many.example and 3 others · ');
  });

  test('tells that an invitee asked for a new invitation', async () => {
    await invite('late@example.com viewer');
    const link = await linkFor(fluxera, 'late@example.com', 'invitation');
    fluxera.passTime(7 * DAY_MS);
    await person('olivia').openHome();
    const browser = fluxera.visitor();
    await browser.press(await browser.open(link), 'Ask for a New Invitation');
    await follows('olivia', 'A new invitation was asked for by late@example.com · ');
    expect(person('olivia').home()?.text).toContain('3 requests wait to be decided.');
  });

  test('counts to a hundred, and says that there are more', async () => {
    const { db } = fluxera.database;
    const { id: requesterId, workspaceId } = await db.user.findFirstOrThrow({ where: { firstName: 'Mia' } });
    const role = await db.role.findFirstOrThrow({ where: { kind: 'VIEWER' } });
    const many = Array.from({ length: 120 }, (_, index) => ({
      ...{ workspaceId, requesterId, roleId: role.id, roleKind: role.kind, createdAt: new Date() },
      emails: [`many-${index}@example.com`],
    }));
    await db.invitationRequest.createMany({ data: many });
    expect((await person('olivia').openHome()).text).toContain('More than 99 requests wait to be decided.');
    await noJobs(fluxera.database, 'announce-request', 'post-request-card');
    await db.invitationRequest.deleteMany({ where: { requesterId, status: 'PENDING' } });
  });
});

describe('The shortcuts of whoever may not invite', () => {
  test('“Invite someone” opens the form to ask', async () => {
    const { form } = await person('mia').shortcut('Invite someone');
    expect(form?.title()).toBe('Ask to invite');
    expect(form?.values()).toMatchObject({ 'Email Address': '', Reason: '' });
    const sent = await form?.fill({ 'Email Address': 'short@example.com', Role: 'Viewer' }).submit();
    expect(sent?.form?.title()).toBe('Request sent');
    await sent?.form?.cancel();
    await person('olivia').waitForMessage('general', 'asks to invite short@example.com');
  });

  test('“Invite from this message” fills in whom it names, and says who needs none', async () => {
    await person('nora').say('general', 'Please add max@example.com; olivia@acme.example knows.');
    const { form } =
      (await person('mia').messages('general').at(-1)?.shortcut('Invite from this message')) ?? {};
    expect(form?.title()).toBe('Ask to invite');
    expect(form?.values()).toMatchObject({ 'Email Address': 'max@example.com' });
    expect(form?.text()).toContain(
      'Left out, as they have an account or an invitation already: olivia@acme.example.',
    );
    await (await form?.fill({ Role: 'Viewer' }).submit())?.form?.cancel();
    await person('olivia').waitForMessage('general', 'asks to invite max@example.com');
    expect(await fluxera.database.db.invitation.count({ where: { email: 'max@example.com' } })).toBe(0);
  });

  test('/fluxera invite asks as well, and help says how', async () => {
    const { form } = await person('mia').run('/fluxera', { text: 'invite zoe@example.com viewer' });
    expect(form?.title()).toBe('Ask to invite');
    expect(form?.values()).toMatchObject({ 'Email Address': 'zoe@example.com' });
    await form?.cancel();
    const help = await person('mia').run('/invite', { text: 'help' });
    expect(help.text).toContain('/invite opens a form; somebody who can invite decides');
    expect(help.text).toContain('/fluxera requests shows what became of what you asked for');
    const admin = await person('olivia').run('/fluxera', { text: 'help' });
    expect(admin.text).toContain('/fluxera requests lists what people ask for, to approve or deny');
  });
});
