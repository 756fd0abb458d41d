import type { ReactNode } from 'react';
import type { PageFrame } from '../page-frame.ts';
import { stylesheet } from './stylesheet.ts';

export interface FramedPage {
  frame: PageFrame;
}

interface LayoutProps extends FramedPage {
  title: string;
  /** Wide pages have more to show than one form. */
  wide?: boolean;
  children: ReactNode;
}

export function Layout({ frame, title, wide, children }: LayoutProps) {
  const { productName, logo, words } = frame;
  return (
    <html lang={words.htmlLang}>
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
            {logo ? (
              <img className="logo" src={logo.url} alt={logo.alt} />
            ) : (
              <>
                <span className="mark" aria-hidden="true" />
                {productName}
              </>
            )}
          </a>
        </header>
        <main className={wide ? 'card wide' : 'card'}>{children}</main>
      </body>
    </html>
  );
}
