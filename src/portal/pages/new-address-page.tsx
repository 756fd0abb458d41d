import { type FramedPage, Layout } from './layout.tsx';

interface NewAddressPageProps extends FramedPage {
  oldEmail: string;
  newEmail: string;
}

export function NewAddressPage({ frame, ...addresses }: NewAddressPageProps) {
  const { newAddress, buttons } = frame.words;
  return (
    <Layout frame={frame} title={newAddress.title}>
      <h1>{newAddress.title}</h1>
      <p className="lead">{newAddress.isItYours(addresses)}</p>
      <form method="post">
        <button type="submit">{buttons.verifyNewAddress}</button>
      </form>
      <p className="under">{newAddress.notYours}</p>
    </Layout>
  );
}
