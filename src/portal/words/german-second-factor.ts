import type { SecondFactorWords } from './second-factor-words.ts';

const allOf = new Intl.ListFormat('de-DE');

export const germanSecondFactor: SecondFactorWords = {
  title: 'Ihr zweiter Faktor',
  account: {
    heading: 'Zweiter Faktor',
    on: 'An: Zum Anmelden wird nach dem Passwort ein Code Ihrer App gebraucht.',
    turnedOff: 'Ihr zweiter Faktor ist aus: Zur Anmeldung genügt Ihr Passwort.',
    recommended:
      'Empfohlen: Mit einem Code einer App auf Ihrem Telefon kann sich niemand als Sie anmelden, der nur Ihr Passwort kennt.',
    setUp: 'Zweiten Faktor einrichten',
    change: 'Zweiten Faktor ändern',
  },
  code: 'Code',
  isOn: 'Er ist an: Zum Anmelden wird nach dem Passwort ein Code Ihrer App gebraucht.',
  codesLeft: (count) => {
    if (count === 0)
      return 'Alle Ihre Ersatzcodes sind benutzt. Erstellen Sie jetzt neue, für den Fall, dass Ihr Telefon verloren geht.';
    return `Sie haben noch ${count === 1 ? 'einen Ersatzcode' : `${count} Ersatzcodes`}, falls Ihr Telefon verloren geht.`;
  },
  requiredFirst: (names) =>
    `${allOf.format(names)} ${names.length === 1 ? 'verlangt' : 'verlangen'} einen zweiten Faktor. Ihr Konto öffnet sich, wenn Sie ihn eingerichtet haben.`,
  required: (names) =>
    `Er bleibt an, weil ${allOf.format(names)} ihn ${names.length === 1 ? 'verlangt' : 'verlangen'}.`,
  backToAccount: 'Zurück zu Ihrem Konto',
  steps: {
    SET_UP: {
      title: 'Zweiten Faktor einrichten',
      text: [
        'Zum Anmelden brauchen Sie dann auch einen Code einer App auf Ihrem Telefon. Wer nur Ihr Passwort kennt, kann sich nicht als Sie anmelden.',
        'Jede Authenticator-App ist geeignet. Installieren Sie zuerst eine, wenn Sie keine haben; bestätigen Sie dann Ihr Passwort.',
      ],
      button: 'Zweiten Faktor einrichten',
    },
    CODES: {
      title: 'Neue Ersatzcodes erstellen',
      text: [
        'Sie bekommen zehn neue. Die Codes, die Sie jetzt haben, funktionieren dann nicht mehr. Bestätigen Sie Ihr Passwort.',
      ],
      button: 'Neue Ersatzcodes',
    },
    OFF: {
      title: 'Zweiten Faktor ausschalten',
      text: [
        'Dann genügt Ihr Passwort, um sich als Sie anzumelden. Ihre Ersatzcodes funktionieren nicht mehr. Bestätigen Sie Ihr Passwort.',
      ],
      button: 'Ausschalten',
      link: 'Zweiten Faktor ausschalten',
    },
  },
  confirm: {
    title: 'Verbinden Sie Ihre App',
    scan: 'Scannen Sie dieses Bild mit Ihrer Authenticator-App.',
    picture: 'QR-Code für Ihre Authenticator-App',
    orType: 'Oder geben Sie diesen Schlüssel in die App ein:',
    onThisDevice: 'Oder öffnen Sie die App auf diesem Gerät',
    hint: 'Die sechs Ziffern, die die App gerade zeigt.',
    button: 'Code bestätigen',
    startAgain: 'Mit einem neuen Bild noch einmal beginnen',
  },
  codes: {
    title: 'Ihre Ersatzcodes',
    isOn: 'Ihr zweiter Faktor ist an. Überall sonst wurden Sie abgemeldet.',
    replaced: 'Das sind Ihre neuen Ersatzcodes. Die alten funktionieren nicht mehr.',
    text: 'Wenn Ihr Telefon verloren geht, können Sie sich mit jedem davon einmal anmelden. Sie stehen nur jetzt hier: Bewahren Sie sie sicher auf, und nicht nur auf dem Telefon.',
    download: 'Als Text herunterladen',
    fileTitle: (productName) => `Ersatzcodes für ${productName}. Jeder funktioniert einmal.`,
    fileName: 'ersatzcodes.txt',
  },
  signIn: {
    title: 'Geben Sie Ihren Code ein',
    text: 'Ihr Passwort stimmt. Öffnen Sie Ihre Authenticator-App und geben Sie den Code ein, den sie gerade zeigt.',
    toBackup: 'Einen Ersatzcode benutzen',
    backupTitle: 'Geben Sie einen Ersatzcode ein',
    backupText: 'Jeder der Codes, die Sie beim Einrichten aufbewahrt haben, funktioniert einmal.',
    backupCode: 'Ersatzcode',
    toCode: 'Den Code Ihrer App benutzen',
    noCodes: (productName) =>
      `Kein Telefon und keine Codes? Fragen Sie die Admins Ihres Workspace. Wenn der Workspace Ihnen gehört, oder wenn Sie in mehreren sind, fragen Sie die Menschen, die ${productName} betreiben.`,
  },
};
