import { type FramedPage, Layout } from './layout.tsx';

export function VerifyPage({ frame, email }: FramedPage & { email: string }) {
  const { verify, buttons } = frame.words;
  return (
    <Layout frame={frame} title={verify.title}>
      <h1>{verify.title}</h1>
      <p className="lead">{verify.isItYours(email)}</p>
      <form method="post">
        <button type="submit">{buttons.verifyAddress}</button>
      </form>
      <p className="under">{verify.notYours}</p>
    </Layout>
  );
}

export function VerificationEndedPage({ frame, sendAgainTo }: FramedPage & { sendAgainTo: string }) {
  const { verify, buttons } = frame.words;
  return (
    <Layout frame={frame} title={verify.endedTitle}>
      <h1>{verify.endedTitle}</h1>
      <p className="lead">{verify.ended}</p>
      <form method="post" action={sendAgainTo}>
        <button type="submit">{buttons.sendNewLink}</button>
      </form>
    </Layout>
  );
}
