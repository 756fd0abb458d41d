import type { SecondFactorWords } from './second-factor-words.ts';

const allOf = new Intl.ListFormat('en-GB');

export const englishSecondFactor: SecondFactorWords = {
  title: 'Your second factor',
  account: {
    heading: 'Second factor',
    on: 'On: to sign in, a code of your app is needed after the password.',
    turnedOff: 'Your second factor is off: your password alone is enough to sign in.',
    recommended:
      'Recommended: with a code of an app on your phone, nobody can sign in as you who only knows your password.',
    setUp: 'Set Up Second Factor',
    change: 'Change Second Factor',
  },
  code: 'Code',
  isOn: 'It is on: to sign in, a code of your app is needed after the password.',
  codesLeft: (count) => {
    if (count === 0) return 'All your backup codes are used. Make new ones, in case your phone is lost.';
    return `You have ${count === 1 ? 'one backup code' : `${count} backup codes`} left, in case your phone is lost.`;
  },
  requiredFirst: (names) =>
    `${allOf.format(names)} ${names.length === 1 ? 'requires' : 'require'} a second factor. Your account opens when you have set it up.`,
  required: (names) =>
    `It stays on because ${allOf.format(names)} ${names.length === 1 ? 'requires' : 'require'} it.`,
  backToAccount: 'Back to your account',
  steps: {
    SET_UP: {
      title: 'Set up a second factor',
      text: [
        'To sign in, you then need a code of an app on your phone as well. Nobody who only knows your password can sign in as you.',
        'Any authenticator app will do. Install one first if you have none; then confirm your password.',
      ],
      button: 'Set Up Second Factor',
    },
    CODES: {
      title: 'Make new backup codes',
      text: ['You get ten new ones. The codes that you have now stop working. Confirm your password.'],
      button: 'New Backup Codes',
    },
    OFF: {
      title: 'Turn off your second factor',
      text: [
        'Your password alone is then enough to sign in as you. Your backup codes stop working. Confirm your password.',
      ],
      button: 'Turn Off',
      link: 'Turn off your second factor',
    },
  },
  confirm: {
    title: 'Connect your app',
    scan: 'Scan this picture with your authenticator app.',
    picture: 'QR code for your authenticator app',
    orType: 'Or type this key into the app:',
    onThisDevice: 'Or open the app on this device',
    hint: 'The six digits that the app shows now.',
    button: 'Confirm Code',
    startAgain: 'Start again with a new picture',
  },
  codes: {
    title: 'Your backup codes',
    isOn: 'Your second factor is on. You were signed out everywhere else.',
    replaced: 'These are your new backup codes. The old ones work no more.',
    text: 'If your phone is lost, each of these lets you sign in once. They are shown only now: keep them safe, and not just on the phone.',
    download: 'Download as Text',
    fileTitle: (productName) => `Backup codes for ${productName}. Each works once.`,
    fileName: 'backup-codes.txt',
  },
  signIn: {
    title: 'Enter your code',
    text: 'Your password was right. Open your authenticator app, and enter the code that it shows now.',
    toBackup: 'Use a backup code',
    backupTitle: 'Enter a backup code',
    backupText: 'Each of the codes that you kept when you set this up works once.',
    backupCode: 'Backup Code',
    toCode: 'Use the code of your app',
    noCodes: (productName) =>
      `No phone and no codes? Ask an admin of your workspace. If you are its Owner, or in several workspaces, ask whoever runs ${productName}.`,
  },
};
