import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type PortalWorld, startPortal } from '../harness/portal-server.ts';
import type { ReceivedMail } from '../harness/received-mails.ts';
import { createVisitor } from '../harness/visitor.ts';
import { DAY_MS, type TestWorkspace } from '../harness/world.ts';

const PASSWORD = 'violet harbour tractor nineteen';
const LOGO = 'https://cdn.acme.example/logos/a,b;c.png?size=2';

let portal: PortalWorld;
let workspace: TestWorkspace;

beforeAll(async () => {
  portal = await startPortal();
  workspace = await portal.createWorkspace({ name: 'Nordwind GmbH' });
  await portal.db.workspace.updateMany({ data: { language: 'DE', logoUrl: LOGO } });
  await portal.deliverMails();
});
afterAll(() => portal.close());

const visitor = () => createVisitor(portal.url);
const linkIn = (mail: ReceivedMail | undefined, kind: string) =>
  mail?.text.match(new RegExp(`/${kind}/[\\w-]+`))?.[0] ?? '';
const mailTo = async (email: string) => (await portal.deliverMails()).find(({ to }) => to.email === email);

describe('A workspace that speaks German', () => {
  test('invites, verifies and welcomes in German, formally, with dates as they are written there', async () => {
    await workspace.invite('jana@gast.example', {
      firstName: 'Jana',
      lastName: 'Vogel',
      message: 'Bis bald!',
    });
    const mail = await mailTo('jana@gast.example');
    expect(mail?.subject).toBe('Olivia Stone lädt Sie zu Nordwind GmbH auf Fluxera ein');
    expect(mail?.html).toContain('<html dir="ltr" lang="de">');
    expect(mail?.text).toContain('Guten Tag Jana Vogel,');
    expect(mail?.text).toContain(
      'Damit können Sie Assets und Lizenzen ansehen, anlegen und bearbeiten; Benutzer und Berichte ansehen; sowie Daten exportieren.',
    );
    expect(mail?.text).toMatch(
      /Diese Einladung endet am (Mon|Diens|Mittwoch|Donners|Frei|Sams|Sonn)\S*, \d+\.\u00a0\S+ \d{4}, \d\d:\d\d\u00a0Uhr \(UTC\), 7 Tage/,
    );

    const jana = visitor();
    const invitation = await jana.open(linkIn(mail, 'invitation'));
    expect(invitation.html).toContain('<html lang="de">');
    expect(invitation.title).toBe('Willkommen bei Nordwind GmbH');
    expect(invitation.text).toContain('Olivia Stone lädt Sie zu Fluxera ein.');
    const names = { Vorname: 'Jana', Nachname: 'Vogel' };
    const weak = await jana.press(invitation, 'Einladung annehmen', { ...names, Passwort: 'kurz' });
    expect([weak.status, weak.text]).toEqual([
      422,
      expect.stringContaining('Benutzen Sie mindestens 10 Zeichen.'),
    ]);
    const nameless = await jana.press(invitation, 'Einladung annehmen', { Vorname: ' ', Passwort: PASSWORD });
    expect(nameless.text).toContain('Geben Sie Ihren Vornamen ein, mit höchstens 100 Zeichen.');
    const sent = await jana.press(weak, 'Einladung annehmen', { ...names, Passwort: PASSWORD });
    expect(sent.title).toBe('Sehen Sie in Ihre E-Mails');
    await jana.press(sent, 'Noch einmal senden');

    const verification = await mailTo('jana@gast.example');
    expect(verification?.subject).toBe('Bestätigen Sie Ihre E-Mail-Adresse für Fluxera');
    const verify = await jana.open(linkIn(verification, 'verify'));
    const account = await jana.press(verify, 'E-Mail-Adresse bestätigen');
    expect(account.text).toContain('Willkommen, Jana Vogel');
    expect(account.text).toContain('Ihre Rolle ist Member. Fragen? Wenden Sie sich an Olivia Stone.');
    expect(account.text).toContain('Berichte ansehen');
    const out = await jana.press(account, 'Abmelden');
    expect(out.text).toContain('Sie sind abgemeldet.');
    const wrong = await jana.press(out, 'Anmelden', { 'E-Mail-Adresse': 'jana@gast.example', Passwort: 'x' });
    expect(wrong.text).toContain('E-Mail-Adresse und Passwort passen zu keinem Konto.');
  });

  test('sends links for forgotten passwords in German, and the page behind them is', async () => {
    const jana = visitor();
    const forgot = await jana.open('/forgot-password');
    expect((await jana.press(forgot, 'Link senden', { 'E-Mail-Adresse': 'x' })).text).toContain(
      'Geben Sie eine E-Mail-Adresse ein',
    );
    await jana.press(forgot, 'Link senden', { 'E-Mail-Adresse': 'jana@gast.example' });
    const mail = await mailTo('jana@gast.example');
    expect(mail?.subject).toBe('Wählen Sie ein neues Passwort für Fluxera');
    const choose = await jana.open(linkIn(mail, 'password'));
    expect(choose.title).toBe('Wählen Sie ein neues Passwort');
    const account = await jana.press(choose, 'Passwort festlegen', { Passwort: `${PASSWORD} zwei` });
    expect(account.at).toBe('/account');
  });

  test('reminds in German, and says in German why a link does not work', async () => {
    const { id, token } = await workspace.invite('bernd@gast.example');
    await portal.deliverMails();
    const { workspaceId } = workspace;
    await portal.pool.query(`SELECT graphile_worker.add_job('mail-reminder', $1::json)`, [
      JSON.stringify({ workspaceId, invitationId: id, version: 1 }),
    ]);
    const reminder = await mailTo('bernd@gast.example');
    expect(reminder?.subject).toBe('Ihre Einladung zu Nordwind GmbH auf Fluxera endet bald');
    portal.passTime(8 * DAY_MS);
    const expired = await visitor().open(`/invitation/${token}`);
    expect([expired.status, expired.title]).toEqual([410, 'Diese Einladung ist abgelaufen']);
    expect(expired.html).toContain('Um eine neue Einladung bitten');
    const [invalid, nowhere] = [await visitor().open('/invitation/x'), await visitor().open('/nowhere')];
    expect(invalid.title).toBe('Dieser Link funktioniert nicht');
    expect(nowhere.title).toBe('Diese Seite gibt es nicht');
  });
});

describe('The logo of a workspace', () => {
  test('stands on its pages, which may load this one picture and nothing else of elsewhere', async () => {
    const { token } = await workspace.invite('logo@gast.example');
    const page = await visitor().open(`/invitation/${token}`);
    expect(page.html).toContain(`src="${LOGO}" alt="Nordwind GmbH"`);
    expect(page.headers.get('content-security-policy')).toBe(
      "default-src 'none';style-src 'self';img-src 'self' https://cdn.acme.example/logos/a%2Cb%3Bc.png;form-action 'self';frame-ancestors 'none';base-uri 'none'",
    );
    expect((await visitor().open('/assets/icon.svg')).headers.get('content-security-policy')).not.toContain(
      'cdn.acme.example',
    );
  });

  test('stands in its mails in the place of the product’s name, with the workspace’s name where it is not loaded', async () => {
    await workspace.invite('bild@gast.example');
    const mail = await mailTo('bild@gast.example');
    expect(mail?.html).toMatch(/<img[^>]*alt="Nordwind GmbH"[^>]*>/);
    expect(mail?.html).toContain(`src="${LOGO}"`);
    expect(mail?.text).not.toContain(LOGO);
  });
});

describe('Beside another workspace', () => {
  let token: string;

  beforeAll(async () => {
    ({ token } = await workspace.invite('zwei@gast.example'));
    const other = await portal.createWorkspace({ name: 'Fabrikam', ownerEmail: 'otto@fabrikam.example' });
    await other.invite('jane@fabrikam.example');
  });

  test('what one looks like is on no page and in no mail of the other', async () => {
    const mail = await mailTo('jane@fabrikam.example');
    expect(mail?.html).toContain('lang="en"');
    expect(mail?.html).not.toContain('cdn.acme.example');
    const page = await visitor().open(linkIn(mail, 'invitation'));
    expect(page.html).toContain('<html lang="en">');
    expect(page.html + page.headers.get('content-security-policy')).not.toContain('cdn.acme.example');
    expect((await visitor().open(`/invitation/${token}`)).html).toContain('<html lang="de">');
  });

  test('a forged link with the id of a workspace shows nothing of it, nor do pages that anybody can open', async () => {
    const forged = Buffer.from(token, 'base64url');
    forged[forged.length - 1] = (forged[forged.length - 1] ?? 0) ^ 1;
    for (const path of [`/invitation/${forged.toString('base64url')}`, '/sign-in', '/forgot-password']) {
      const { html } = await visitor().open(path);
      expect(html).toContain('<html lang="en">');
      expect(html).not.toContain('Nordwind');
      expect(html).not.toContain('cdn.acme.example');
    }
  });
});
