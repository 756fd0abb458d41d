import { permissionsInSentence } from '../../roles/permission-words.ts';
import { datesIn } from '../../utc-date.ts';
import type { MailWords } from './mail-words.ts';

export const german: MailWords = {
  htmlLang: 'de',
  dates: datesIn('DE'),
  abilities: (permissions) => permissionsInSentence(permissions, 'DE'),
  // A first name alone is for friends.
  hello: ({ firstName, lastName }) => {
    const name = `${firstName} ${lastName}`.trim();
    return name ? `Guten Tag ${name},` : 'Guten Tag,';
  },
  copyLink: 'Oder kopieren Sie diesen Link in Ihren Browser',
  linkOnce: (endsAt) => `Der Link funktioniert einmal, bis ${endsAt}.`,

  invitation: {
    subject: (mail) => `${mail.inviterName} lädt Sie zu ${mail.workspaceName} auf ${mail.productName} ein`,
    preview: (mail) => `Erstellen Sie Ihr Konto bis ${mail.endsAt}.`,
    heading: (mail) => `Ihre Einladung zu ${mail.workspaceName} auf ${mail.productName}`,
    footer: (mail) =>
      `Sie erhalten diese E-Mail, weil ${mail.inviterName} (${mail.inviterEmail}) die Adresse ${mail.email} in ${mail.productName} eingegeben hat. Wenn Sie das nicht erwartet haben, brauchen Sie nichts zu tun: Ohne Sie wird kein Konto erstellt.`,
    invited: (mail) => (
      <>
        <strong>{mail.inviterName}</strong> lädt Sie zur Organisation <strong>{mail.workspaceName}</strong>{' '}
        ein, mit der Rolle <strong>{mail.roleName}</strong>.
        {mail.abilities && ` Damit können Sie ${mail.abilities}.`}
        {mail.accessUntil !== null && (
          <>
            {' '}
            Ihr Zugang gilt bis zum <strong>{mail.accessUntil}</strong>.
          </>
        )}
      </>
    ),
    writes: (mail) => `${mail.inviterName} schreibt:`,
    accept: 'Einladung annehmen',
    link: 'Link zum Erstellen des Kontos',
    ends: (mail) => (
      <>
        Diese Einladung endet am <strong>{mail.endsAt}</strong>, 7 Tage nachdem sie gesendet wurde.
      </>
    ),
    questions: (mail) =>
      `Der Link ist nur für Sie bestimmt, bitte leiten Sie ihn nicht weiter. Fragen? Schreiben Sie ${mail.inviterName} an ${mail.inviterEmail}.`,
  },

  reminder: {
    subject: (mail) => `Ihre Einladung zu ${mail.workspaceName} auf ${mail.productName} endet bald`,
    preview: (mail) => `Sie können sie bis ${mail.endsAt} annehmen.`,
    heading: (mail) => `Ihre Einladung zu ${mail.workspaceName} endet bald`,
    footer: (mail) =>
      `Sie erhalten diese E-Mail, weil ${mail.inviterName} (${mail.inviterEmail}) die Adresse ${mail.email} in ${mail.productName} eingegeben hat. Das ist die einzige Erinnerung. Wenn Sie die Einladung nicht annehmen möchten, brauchen Sie nichts zu tun: Sie endet von selbst.`,
    invited: (mail) => (
      <>
        <strong>{mail.inviterName}</strong> hat Sie zu <strong>{mail.workspaceName}</strong> auf{' '}
        {mail.productName} eingeladen, mit der Rolle <strong>{mail.roleName}</strong>. Sie können die
        Einladung bis <strong>{mail.endsAt}</strong> annehmen.
      </>
    ),
    questions: (mail) =>
      `Es ist derselbe Link wie in der ersten E-Mail. Er ist nur für Sie bestimmt, bitte leiten Sie ihn nicht weiter. Fragen? Schreiben Sie ${mail.inviterName} an ${mail.inviterEmail}.`,
  },

  verification: {
    subject: (mail) => `Bestätigen Sie Ihre E-Mail-Adresse für ${mail.productName}`,
    preview: 'Noch ein Schritt: Bestätigen Sie Ihre E-Mail-Adresse.',
    heading: 'Bestätigen Sie Ihre E-Mail-Adresse',
    footer: (mail) =>
      `Sie erhalten diese E-Mail, weil auf ${mail.productName} ein Konto für ${mail.email} erstellt wurde. Wenn Sie das nicht waren, benutzen Sie den Link nicht: Ohne ihn bleibt das Konto geschlossen.`,
    almostReady: (mail) => (
      <>
        Ihr Konto bei <strong>{mail.workspaceName}</strong> ist fast fertig. Bestätigen Sie, dass {mail.email}{' '}
        Ihre Adresse ist, und es kann losgehen.
      </>
    ),
    verify: 'E-Mail-Adresse bestätigen',
  },

  address: {
    subject: (mail) => `Bestätigen Sie Ihre neue E-Mail-Adresse für ${mail.productName}`,
    preview: 'Noch ein Schritt: Bestätigen Sie Ihre neue E-Mail-Adresse.',
    heading: 'Bestätigen Sie Ihre neue E-Mail-Adresse',
    footer: (mail) =>
      `Sie erhalten diese E-Mail, weil ${mail.newEmail} als Adresse eines Kontos auf ${mail.productName} eingegeben wurde. Wenn das nicht Ihr Konto ist, benutzen Sie den Link nicht: Ohne ihn ändert sich nichts.`,
    change: (mail) => (
      <>
        Ihre Adresse bei <strong>{mail.workspaceName}</strong> soll sich von {mail.oldEmail} zu{' '}
        {mail.newEmail} ändern. Bestätigen Sie, dass es Ihre ist. Bis dahin melden Sie sich mit der alten an.
      </>
    ),
    verify: 'Neue Adresse bestätigen',
  },

  password: {
    SET_UP: {
      subject: (mail) => `Wählen Sie Ihr Passwort für ${mail.productName}`,
      preview: 'Ihr Workspace ist eingerichtet: noch ein Schritt.',
      heading: 'Wählen Sie Ihr Passwort',
      footer: (mail) =>
        `Sie erhalten diese E-Mail, weil ${mail.email} Owner eines Workspace auf ${mail.productName} wurde.`,
      text: 'Ihr Workspace ist eingerichtet, und Sie sind sein Owner. Wählen Sie ein Passwort, um sich im Web anzumelden.',
    },
    FORGOTTEN: {
      subject: (mail) => `Wählen Sie ein neues Passwort für ${mail.productName}`,
      preview: 'Hier ist der Link für ein neues Passwort.',
      heading: 'Wählen Sie ein neues Passwort',
      footer: (mail) =>
        `Sie erhalten diese E-Mail, weil jemand auf ${mail.productName} ein neues Passwort für ${mail.email} angefordert hat. Wenn Sie das nicht waren, brauchen Sie nichts zu tun: Ihr Passwort bleibt, wie es ist.`,
      text: 'Mit dem Link unten wählen Sie ein neues Passwort. Überall sonst werden Sie abgemeldet.',
    },
    choose: 'Passwort wählen',
  },
};
