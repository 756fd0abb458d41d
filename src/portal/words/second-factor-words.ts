interface StepWords {
  title: string;
  text: string[];
  button: string;
}

/** The sentences of the pages about the second factor. */
export interface SecondFactorWords {
  title: string;
  /** On the account's page. */
  account: {
    heading: string;
    on: string;
    turnedOff: string;
    recommended: string;
    setUp: string;
    change: string;
  };
  code: string;
  isOn: string;
  codesLeft(count: number): string;
  /** Why nothing else is open before. */
  requiredFirst(workspaceNames: string[]): string;
  /** Why it cannot be turned off. */
  required(workspaceNames: string[]): string;
  backToAccount: string;
  steps: { SET_UP: StepWords; CODES: StepWords; OFF: StepWords & { link: string } };
  confirm: {
    title: string;
    scan: string;
    picture: string;
    orType: string;
    onThisDevice: string;
    hint: string;
    button: string;
    startAgain: string;
  };
  codes: {
    title: string;
    isOn: string;
    replaced: string;
    text: string;
    download: string;
    fileTitle(productName: string): string;
    fileName: string;
  };
  signIn: {
    title: string;
    text: string;
    toBackup: string;
    backupTitle: string;
    backupText: string;
    backupCode: string;
    toCode: string;
    noCodes(productName: string): string;
  };
}
