import { type FramedPage, Layout } from './layout.tsx';

interface MessagePageProps extends FramedPage {
  title: string;
  text: string[];
  /** Somewhere to go from here; or, with `isForm`, something to ask for. */
  next?: { label: string; href: string; isForm?: boolean } | undefined;
  /** Finds the entry in the log. */
  reference?: string | undefined;
}

/** A page that only says something: why a link does not work, or that something went wrong. */
export function MessagePage({ frame, title, text, next, reference }: MessagePageProps) {
  return (
    <Layout frame={frame} title={title}>
      <h1>{title}</h1>
      {text.map((line, index) => (
        <p key={line} className={index === 0 ? 'lead' : undefined}>
          {line}
        </p>
      ))}
      {reference && (
        <p className="soft">
          {frame.words.reference}: <code>{reference}</code>
        </p>
      )}
      {next?.isForm && (
        <form method="post" action={next.href}>
          <button type="submit">{next.label}</button>
        </form>
      )}
      {next && !next.isForm && (
        <p className="next">
          <a className="button" href={next.href}>
            {next.label}
          </a>
        </p>
      )}
    </Layout>
  );
}
