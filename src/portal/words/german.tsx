import { permissionsInSentence, permissionWords } from '../../roles/permission-words.ts';
import { datesIn } from '../../utc-date.ts';
import { germanOwnership } from './german-ownership.ts';
import { germanRefusals } from './german-refusals.ts';
import { germanSecondFactor } from './german-second-factor.ts';
import type { PortalWords } from './portal-words.ts';

const anyOf = new Intl.ListFormat('de-DE', { type: 'disjunction' });
const dates = datesIn('DE');

export const german: PortalWords = {
  ownership: germanOwnership,
  htmlLang: 'de',
  language: 'DE',
  dates,
  refusals: germanRefusals,
  notPossible: { title: 'Das ist nicht möglich', text: ['Fragen Sie die Admins Ihres Workspace.'] },
  fault: {
    title: 'Etwas ist schiefgegangen',
    text: [
      'Das war unser Fehler, und er ist vermerkt. Was Sie getan haben, ist vielleicht noch nicht geschehen.',
      'Versuchen Sie es gleich noch einmal. Wenn es so bleibt, nennen Sie den Admins das Kennzeichen.',
    ],
  },
  notWhole: {
    title: 'Das kam nicht vollständig an',
    text: [
      'Was ankam, war nicht lesbar. Gehen Sie zurück und versuchen Sie es mit weniger oder anderem Text.',
    ],
  },
  notFound: {
    title: 'Diese Seite gibt es nicht',
    text: ['Prüfen Sie die Adresse, oder öffnen Sie den Link in Ihrer E-Mail noch einmal.'],
  },
  reference: 'Kennzeichen',
  pleaseCheck: (title) => `Bitte prüfen: ${title}`,
  wrongFirstName: 'Geben Sie Ihren Vornamen ein, mit höchstens 100 Zeichen.',
  wrongLastName: 'Kürzen Sie Ihren Nachnamen auf höchstens 100 Zeichen.',
  wrongAddress: 'Geben Sie eine E-Mail-Adresse ein, zum Beispiel jana@example.com.',
  fields: {
    email: 'E-Mail-Adresse',
    firstName: 'Vorname',
    lastName: 'Nachname',
    password: 'Passwort',
  },
  newPasswordHint: (minLength) =>
    `Mindestens ${minLength} Zeichen. Am besten sind mehrere Wörter, die nicht zusammengehören.`,
  forgotYourPassword: 'Passwort vergessen?',
  buttons: {
    toAccount: 'Zu Ihrem Konto',
    signIn: 'Anmelden',
    signOut: 'Abmelden',
    sendNewLink: 'Neuen Link senden',
    sendAgain: 'Noch einmal senden',
    askForNew: 'Um eine neue Einladung bitten',
    accept: 'Einladung annehmen',
    verifyAddress: 'E-Mail-Adresse bestätigen',
    verifyNewAddress: 'Neue Adresse bestätigen',
    sendLink: 'Link senden',
    setPassword: 'Passwort festlegen',
  },
  invitation: {
    title: (workspaceName) => `Einladung zu ${workspaceName}`,
    heading: (workspaceName) => `Willkommen bei ${workspaceName}`,
    invitedBy: ({ inviterName, productName }) => (
      <>
        <strong>{inviterName}</strong> lädt Sie zu {productName} ein.
      </>
    ),
    organization: 'Organisation',
    role: 'Ihre Rolle',
    youCan: (permissions) => `Sie können ${permissionsInSentence(permissions, 'DE')}.`,
    accessUntil: 'Ihr Zugang gilt bis',
    openUntil: 'Offen bis',
    knownPasswordHint: (productName) =>
      `Sie haben schon ein Konto bei ${productName}. Geben Sie dessen Passwort ein, um damit beizutreten.`,
  },
  checkMail: {
    title: 'Sehen Sie in Ihre E-Mails',
    sentAgain: 'Wir haben sie noch einmal gesendet.',
    sentTo: ({ email, purpose }) => (
      <>
        {email ? (
          <>
            Wir haben eine E-Mail an <strong>{email}</strong> gesendet
          </>
        ) : (
          'Wenn es ein Konto mit dieser Adresse gibt, haben wir eine E-Mail dorthin gesendet'
        )}
        . Öffnen Sie sie und benutzen Sie den Link darin:{' '}
        {purpose === 'VERIFY'
          ? 'Er bestätigt Ihre Adresse, und Ihr Konto ist fertig'
          : 'Damit wählen Sie ein neues Passwort'}
        .
      </>
    ),
    nothingThere:
      'Nach ein paar Minuten noch nichts da? Sehen Sie im Spam-Ordner nach. Der Link funktioniert 24 Stunden.',
  },
  verify: {
    title: 'Bestätigen Sie Ihre E-Mail-Adresse',
    isItYours: (email) => (
      <>
        Ist <strong>{email}</strong> Ihre Adresse, und haben Sie dieses Konto erstellt? Dann ist das der
        letzte Schritt.
      </>
    ),
    notYours: 'Wenn Sie kein Konto erstellt haben, schließen Sie diese Seite.',
    endedTitle: 'Dieser Link ist abgelaufen',
    ended: 'Zur Sicherheit funktioniert er nur 24 Stunden. Ihr Konto wartet noch auf Sie.',
  },
  newAddress: {
    title: 'Bestätigen Sie Ihre neue E-Mail-Adresse',
    isItYours: ({ oldEmail, newEmail }) => (
      <>
        Ist <strong>{newEmail}</strong> Ihre Adresse, und ist {oldEmail} Ihr Konto? Dann benutzen Sie ab jetzt
        die neue Adresse.
      </>
    ),
    notYours: 'Wenn das nicht Ihr Konto ist, schließen Sie diese Seite: Es ändert sich nichts.',
  },
  signIn: {
    title: 'Anmelden',
    notes: {
      'new-address':
        'Ihre neue Adresse ist bestätigt. Melden Sie sich damit an; wenn sie noch kein Passwort hat, wählen Sie eines mit „Passwort vergessen?“.',
      verified: 'Ihre E-Mail-Adresse ist bestätigt. Melden Sie sich an, um fortzufahren.',
      'signed-out': 'Sie sind abgemeldet.',
      idle: 'Sie wurden abgemeldet, weil hier eine Weile nichts geschehen ist. Melden Sie sich an, um fortzufahren.',
      'second-factor':
        'Ein Schritt fehlt noch: Melden Sie sich mit Ihrem Passwort und einem Code Ihrer App an.',
      'new-password': 'Ihr neues Passwort gilt. Melden Sie sich damit und mit einem Code Ihrer App an.',
      'code-ended':
        'Das hat zu lange gedauert, es waren zu viele Versuche, oder der Code wurde zweimal geschickt. Melden Sie sich noch einmal an.',
    },
  },
  secondFactor: germanSecondFactor,
  password: {
    firstTitle: 'Wählen Sie Ihr Passwort',
    newTitle: 'Wählen Sie ein neues Passwort',
    signedOutElsewhere: 'Überall sonst werden Sie abgemeldet.',
    tellAddress: 'Nennen Sie uns Ihre Adresse, und wir schicken Ihnen einen Link.',
    backToSignIn: 'Zurück zur Anmeldung',
  },
  account: {
    title: 'Ihr Konto',
    welcome: (name) => `Willkommen, ${name}`,
    active: (email) => (
      <>
        Ihre Adresse ist bestätigt und Ihr Konto ist aktiv: <strong>{email}</strong>.
      </>
    ),
    signedInAs: (email) => (
      <>
        Angemeldet als <strong>{email}</strong>.
      </>
    ),
    firstSteps: 'Erste Schritte',
    checkProfile: 'Sehen Sie sich Ihr Profil an',
    isNameRight: ({ hasAdmins }) =>
      `Stimmt Ihr Name?${hasAdmins ? ' Die Admins können ihn für Sie ändern.' : ''}`,
    reviewRole: 'Sehen Sie sich Ihre Rolle und Ihre Berechtigungen an',
    listedBelow: 'Sie stehen weiter unten.',
    askIfUnclear: 'Fragen Sie, wenn etwas unklar ist',
    whoHelps: (admins) =>
      admins.length > 0
        ? `Hilfe gibt es bei: ${anyOf.format(admins)}.`
        : 'Sie sind Admin: Andere werden Sie fragen.',
    workspaces: (count) => (count === 1 ? 'Ihr Workspace' : 'Ihre Workspaces'),
    roleIs: ({ roleName, accessUntil, admins }) => {
      const access = accessUntil ? `, mit Zugang bis zum ${dates.calendarDay(accessUntil)}` : '';
      const questions = admins.length > 0 ? `. Fragen? Wenden Sie sich an ${anyOf.format(admins)}` : '';
      return `Ihre Rolle ist ${roleName}${access}${questions}.`;
    },
    permissions: (permissions) => permissionWords(permissions, 'DE'),
    sessions: {
      heading: 'Wo Sie angemeldet sind',
      unknownBrowser: 'Unbekannter Browser',
      thisOne: (createdAt) =>
        `Dieser Browser, seit ${dates.calendarDay(createdAt)}, ${dates.time(createdAt)}`,
      other: ({ createdAt, lastUsedAt }) =>
        `Seit ${dates.calendarDay(createdAt)}, ${dates.time(createdAt)}; zuletzt benutzt am ${dates.calendarDay(lastUsedAt)}, ${dates.time(lastUsedAt)}`,
      endOthers: 'Überall sonst abmelden',
      ended: 'Sie sind überall außer hier abgemeldet.',
    },
  },
};
