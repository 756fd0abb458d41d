import type { Contact, InvitationSource } from '../../errors.ts';
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from '../../identities/password-strength.ts';
import { datesIn } from '../../utc-date.ts';
import { germanOwnershipRefusals } from './german-ownership.ts';
import type { RefusalWords } from './refusal-words.ts';

const all = new Intl.ListFormat('de-DE');
const list = new Intl.ListFormat('de-DE', { type: 'disjunction' });
const { date, calendarDay, time } = datesIn('DE');

export const germanRefusals: RefusalWords = {
  ...germanOwnershipRefusals,
  LINK_INVALID: () => ({
    title: 'Dieser Link funktioniert nicht',
    text: [
      'Vielleicht wurde er schon benutzt, oder er ist unvollständig: Manche Mailprogramme brechen lange Links um.',
      'Öffnen Sie die neueste E-Mail noch einmal und benutzen Sie den Knopf darin, oder kopieren Sie den ganzen Link.',
    ],
  }),
  LINK_EXPIRED: () => ({
    title: 'Dieser Link ist abgelaufen',
    text: ['Zur Sicherheit funktioniert er nur 24 Stunden. Sie können sich einen neuen schicken lassen.'],
  }),
  INVITATION_EXPIRED: ({ isAskedFor, expiredAt, source }) =>
    isAskedFor
      ? {
          title: 'Sie haben um eine neue Einladung gebeten',
          text: [
            `Darüber entscheidet ${deciders(source)}. Bei einer Zusage erhalten Sie eine E-Mail mit einem neuen Link zu ${source.workspaceName}.`,
            'Bei einer Absage kommt keine E-Mail. Hier ist nichts mehr zu tun: Sie können diese Seite schließen.',
          ],
        }
      : {
          title: 'Diese Einladung ist abgelaufen',
          text: [
            `Einladungen gelten 7 Tage; diese zu ${source.workspaceName} endete am ${date(expiredAt)}.`,
            `Mit diesem Knopf bitten Sie um eine neue. Darüber entscheidet ${deciders(source)}. Bei einer Zusage erhalten Sie eine E-Mail mit einem neuen Link; bei einer Absage kommt keine.`,
          ],
        },
  INVITATION_CANCELED: ({ source }) => ({
    title: 'Diese Einladung wurde zurückgezogen',
    text: [
      `Die Einladung zu ${source.workspaceName} ist nicht mehr offen.`,
      `Wenn sie es sein sollte, fragen Sie ${contacts(source)}.`,
    ],
  }),
  INVITATION_ACCESS_ENDED: ({ source, accessUntil }) => ({
    title: 'Diese Einladung ist vorbei',
    text: [
      `Sie galt für einen Zugang zu ${source.workspaceName} bis zum ${calendarDay(accessUntil)}, und dieser Tag ist vorüber. Es wurde kein Konto erstellt.`,
      `Wenn Sie den Zugang noch brauchen, fragen Sie ${contacts(source)}.`,
    ],
  }),
  INVITATION_REPLACED: ({ source }) => ({
    title: 'Es gibt eine neuere Einladung',
    text: [
      `Ihre Einladung zu ${source.workspaceName} wurde noch einmal gesendet, deshalb gilt dieser ältere Link nicht mehr.`,
      'Suchen Sie die neueste E-Mail und benutzen Sie den Link darin.',
    ],
  }),
  INVITATION_ACCEPTED: ({ verified, source }) =>
    verified
      ? {
          title: 'Diese Einladung wurde angenommen',
          text: [
            `Der Link funktioniert einmal und wurde schon benutzt: Es gibt jetzt ein Konto bei ${source.workspaceName}.`,
            `Wenn es Ihres ist, melden Sie sich an. Wenn nicht, wenden Sie sich bitte an ${contacts(source)}.`,
          ],
        }
      : {
          title: 'Noch ein Schritt',
          text: [
            `Diese Einladung zu ${source.workspaceName} wurde angenommen. Das Konto öffnet sich, sobald die E-Mail-Adresse bestätigt ist.`,
            'Benutzen Sie den Link in der E-Mail zur Bestätigung, oder lassen Sie sich diese noch einmal schicken.',
          ],
        },
  INVITATION_WITHDRAWN: ({ source }) => ({
    title: 'Diese Einladung ist nicht mehr offen',
    text: [
      `Wer sie gesendet hat, darf mit dieser Rolle nicht mehr zu ${source.workspaceName} einladen. Es wurde kein Konto erstellt.`,
      `Die Admins wissen Bescheid. Um eine neue Einladung können Sie ${contacts(source)} bitten.`,
    ],
  }),
  WORKSPACE_FULL: ({ source }) => ({
    title: 'Alle Plätze sind vergeben',
    text: [
      `Bei ${source.workspaceName} ist im Moment kein Platz frei, deshalb wurde kein Konto erstellt.`,
      `Ihre Einladung bleibt offen. Bitten Sie ${contacts(source)}, Platz zu schaffen, und benutzen Sie dann Ihren Link noch einmal.`,
    ],
  }),
  USER_EXISTS: ({ source }) => ({
    title: 'Sie haben schon ein Konto',
    text: [`Bei ${source.workspaceName} gibt es ein Konto mit Ihrer Adresse. Melden Sie sich damit an.`],
  }),
  ADDRESS_LINK_EXPIRED: () => ({
    title: 'Dieser Link ist abgelaufen',
    text: [
      'Zur Sicherheit funktioniert er nur 24 Stunden. Ihre Adresse ist noch die alte.',
      'Bitten Sie die Admins Ihres Workspace, die neue Adresse noch einmal einzugeben: Dann erhalten Sie einen neuen Link.',
    ],
  }),
  ADDRESS_TAKEN: () => ({
    title: 'Diese Adresse ist vergeben',
    text: [
      'Inzwischen hat jemand in Ihrem Workspace diese Adresse, deshalb wurde Ihre nicht geändert.',
      'Fragen Sie die Admins Ihres Workspace, welche Adresse stimmt.',
    ],
  }),
  ACCOUNT_INACTIVE: ({ admins }, productName) => ({
    title: 'Ihr Konto ist nicht aktiv',
    text: [
      `Es wurde deaktiviert, deshalb können Sie sich bei ${productName} nicht anmelden.`,
      `Wenn Sie es wieder brauchen, fragen Sie ${names(admins)}.`,
    ],
  }),
  ACCESS_ENDED: ({ accessUntil, admins }, productName) => ({
    title: 'Ihr Zugang ist beendet',
    text: [
      `Er galt bis zum ${calendarDay(accessUntil)}, deshalb können Sie sich bei ${productName} nicht mehr anmelden.`,
      `Wenn Sie ihn länger brauchen, fragen Sie ${names(admins)}.`,
    ],
  }),
  PASSWORD_TOO_WEAK: ({ problem, suggestions }) => ({
    title: weakness(problem),
    text: passwordAdvice(suggestions),
  }),
  PASSWORD_WRONG: (_facts, productName) => ({
    title: `Das ist nicht das Passwort Ihres Kontos bei ${productName}.`,
    text: [
      'Mit dieser Adresse haben Sie schon ein Konto. Geben Sie dessen Passwort ein, oder wählen Sie ein neues.',
    ],
  }),
  SIGN_IN_FAILED: () => ({
    title: 'E-Mail-Adresse und Passwort passen zu keinem Konto.',
    text: ['Prüfen Sie beides, oder wählen Sie ein neues Passwort.'],
  }),
  OWN_PASSWORD_WRONG: () => ({
    title: 'Das ist nicht Ihr Passwort.',
    text: ['Es wurde nichts geändert. Geben Sie das Passwort ein, mit dem Sie sich anmelden.'],
  }),
  CODE_WRONG: () => ({
    title: 'Dieser Code funktioniert nicht.',
    text: [
      'Er stimmt nicht, oder er wurde schon benutzt. Jeder Code funktioniert einmal: Warten Sie notfalls auf den nächsten.',
    ],
  }),
  SECOND_FACTOR_REQUIRED: ({ requiredBy }, productName) => ({
    title: 'Ihr zweiter Faktor bleibt an',
    text: [
      `${all.format(requiredBy)} ${requiredBy.length === 1 ? 'verlangt' : 'verlangen'} von allen einen zweiten Faktor, deshalb lässt er sich nicht ausschalten.`,
      `Sie können neue Ersatzcodes erstellen. Wenn Ihr Telefon verloren ist, fragen Sie die Admins Ihres Workspace; wenn er Ihnen gehört, oder wenn Sie in mehreren sind, die Menschen, die ${productName} betreiben.`,
    ],
  }),
  SECOND_FACTOR_MISSING: ({ email }) => ({
    title: 'Diese Adresse braucht einen zweiten Faktor',
    text: [
      `Sie melden sich mit einem zweiten Faktor an, und ${email} hat eine eigene Anmeldung ohne einen, deshalb wurde Ihre Adresse nicht geändert.`,
      `Melden Sie sich ab und mit ${email} an, richten Sie dort einen zweiten Faktor ein, und benutzen Sie diesen Link noch einmal.`,
    ],
  }),
  TOO_MANY_ATTEMPTS: ({ retryAt }) => ({
    title: 'Bitte warten Sie ein wenig',
    text: [
      'Es gab zu viele Versuche in kurzer Zeit. Zum Schutz der Konten ist hier deshalb eine Weile geschlossen.',
      `Versuchen Sie es nach ${time(retryAt)} noch einmal.`,
    ],
  }),
  BUSY: (_facts, productName) => ({
    title: 'Bitte versuchen Sie es gleich noch einmal',
    text: [
      `${productName} ist gerade beschäftigt, deshalb wurde nichts getan. Gehen Sie zurück und drücken Sie den Knopf noch einmal.`,
    ],
  }),
  FOREIGN_FORM: (_facts, productName) => ({
    title: 'Dieses Formular kam von anderswo',
    text: [
      `Zu Ihrem Schutz nimmt ${productName} nur Formulare von eigenen Seiten an. Es wurde nichts getan.`,
      'Öffnen Sie die Seite noch einmal, über den Link in Ihrer E-Mail oder ihre Adresse, und versuchen Sie es erneut.',
    ],
  }),
};

function contacts({ contacts }: InvitationSource): string {
  return list.format(contacts) || 'die Admins';
}

/** "Olivia Stone oder jemand anderes aus der Administration": in the singular, as the verb before it. */
function deciders({ contacts }: InvitationSource): string {
  const [only, ...others] = contacts;
  if (!only) return 'die Administration';
  return others.length > 0 ? list.format(contacts) : `${only} oder jemand anderes aus der Administration`;
}

function names(admins: Contact[]): string {
  return list.format(admins.map(({ name }) => name)) || 'die Admins Ihres Workspace';
}

function weakness(problem: string | undefined): string {
  if (problem === 'tooShort') return `Benutzen Sie mindestens ${PASSWORD_MIN_LENGTH} Zeichen.`;
  if (problem === 'tooLong') return `Benutzen Sie höchstens ${PASSWORD_MAX_LENGTH} Zeichen.`;
  return 'Dieses Passwort ist zu leicht zu erraten.';
}

const advice = new Map([
  ['l33t', 'Ähnliche Zeichen statt Buchstaben, etwa @ statt a, helfen kaum.'],
  ['reverseWords', 'Rückwärts geschriebene Wörter sind leicht zu erraten.'],
  ['allUppercase', 'Großbuchstaben allein helfen nicht.'],
  ['capitalization', 'Ein großer Anfangsbuchstabe hilft kaum.'],
  ['dates', 'Lassen Sie Tage weg, die mit Ihnen zu tun haben.'],
  ['recentYears', 'Lassen Sie Jahreszahlen aus jüngerer Zeit weg.'],
  ['associatedYears', 'Lassen Sie Jahreszahlen weg, die mit Ihnen zu tun haben.'],
  ['sequences', 'Lassen Sie Folgen wie abcd oder 1234 weg.'],
  ['repeated', 'Lassen Sie Wiederholungen von Wörtern und Zeichen weg.'],
  ['longerKeyboardPattern', 'Lassen Sie Muster auf der Tastatur weg.'],
]);

function passwordAdvice(suggestions: string[]): string[] {
  const specific = suggestions.flatMap((name) => advice.get(name) ?? []).slice(0, 1);
  return [...specific, 'Gut sind mehrere Wörter, die nicht zusammengehören.'];
}
