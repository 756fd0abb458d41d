import { Layout, type PageFrame } from './layout.tsx';

interface MessagePageProps extends PageFrame {
  title: string;
  text: string[];
  /** Somewhere to go from here. */
  next?: { label: string; href: string } | undefined;
  /** Finds the entry in the log. */
  reference?: string | undefined;
}

/** A page that only says something: why a link does not work, or that something went wrong. */
export function MessagePage({ productName, title, text, next, reference }: MessagePageProps) {
  return (
    <Layout productName={productName} title={title}>
      <h1>{title}</h1>
      {text.map((line, index) => (
        <p key={line} className={index === 0 ? 'lead' : undefined}>
          {line}
        </p>
      ))}
      {reference && (
        <p className="soft">
          Reference: <code>{reference}</code>
        </p>
      )}
      {next && (
        <p className="next">
          <a className="button" href={next.href}>
            {next.label}
          </a>
        </p>
      )}
    </Layout>
  );
}
