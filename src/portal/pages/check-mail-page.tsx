import { type FramedPage, Layout } from './layout.tsx';

interface CheckMailPageProps extends FramedPage {
  /** Shown only to those who know it already. */
  email: string | undefined;
  /** What the mail is for. */
  purpose: 'VERIFY' | 'PASSWORD';
  /** Where "Send It Again" goes; undefined: this page cannot offer it. */
  sendAgainTo?: string;
  sentAgain?: boolean;
}

export function CheckMailPage({ frame, email, purpose, sendAgainTo, sentAgain }: CheckMailPageProps) {
  const { checkMail, buttons } = frame.words;
  return (
    <Layout frame={frame} title={checkMail.title}>
      <h1>{checkMail.title}</h1>
      {sentAgain && (
        <div className="note" role="status">
          <p>{checkMail.sentAgain}</p>
        </div>
      )}
      <p className="lead">{checkMail.sentTo({ email, purpose })}</p>
      <p className="soft">{checkMail.nothingThere}</p>
      {sendAgainTo && (
        <form method="post" action={sendAgainTo}>
          <button type="submit" className="quiet">
            {buttons.sendAgain}
          </button>
        </form>
      )}
    </Layout>
  );
}
