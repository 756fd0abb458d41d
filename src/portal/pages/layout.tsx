import type { ReactNode } from 'react';
import { stylesheet } from './stylesheet.ts';

export interface PageFrame {
  productName: string;
}

interface LayoutProps extends PageFrame {
  title: string;
  /** Wide pages have more to show than one form. */
  wide?: boolean;
  children: ReactNode;
}

export function Layout({ productName, title, wide, children }: LayoutProps) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{`${title} · ${productName}`}</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={stylesheet.path} />
      </head>
      <body>
        <header className="top">
          <a href="/" className="brand">
            <span className="mark" aria-hidden="true" />
            {productName}
          </a>
        </header>
        <main className={wide ? 'card wide' : 'card'}>{children}</main>
      </body>
    </html>
  );
}
