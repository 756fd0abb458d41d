// One by one: together with the others of React Email they take a third of a second to load.
import { Body } from '@react-email/body';
import { Button } from '@react-email/button';
import { Container } from '@react-email/container';
import { Head } from '@react-email/head';
import { Heading } from '@react-email/heading';
import { Hr } from '@react-email/hr';
import { Html } from '@react-email/html';
import { Link } from '@react-email/link';
import { Preview } from '@react-email/preview';
import { Section } from '@react-email/section';
import { Text } from '@react-email/text';
import type { ReactNode } from 'react';
import type { MailFrame } from '../mail-frame.ts';
import { colors, styles } from './mail-styles.ts';

interface MailLayoutProps {
  frame: MailFrame;
  /** What the list of mails shows after the subject. */
  preview: string;
  heading: string;
  /** Why this mail came. */
  footer: string;
  children: ReactNode;
}

export function MailLayout({ frame, preview, heading, footer, children }: MailLayoutProps) {
  const { productName, workspaceName, logoUrl, words } = frame;
  return (
    <Html lang={words.htmlLang} dir="ltr">
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
      </Head>
      <Preview>{preview}</Preview>
      <Body style={styles.body}>
        <Container style={styles.container}>
          {logoUrl === null ? (
            <Text style={styles.product}>{productName}</Text>
          ) : (
            <Section style={styles.logo}>
              <img src={logoUrl} alt={workspaceName} height={40} style={styles.logoImage} />
            </Section>
          )}
          <Section style={styles.card}>
            <Heading as="h1" style={styles.heading}>
              {heading}
            </Heading>
            {children}
          </Section>
          <Text style={styles.footer}>{footer}</Text>
        </Container>
      </Body>
    </Html>
  );
}

/** The button, and the same link in clear for whoever has to copy it. */
export function MailAction({ label, url, clear }: { label: string; url: string; clear: string }) {
  return (
    <>
      <Section style={{ margin: '28px 0' }}>
        <Button className="button" href={url} style={styles.button}>
          {label}
        </Button>
      </Section>
      <Text style={styles.small}>
        {clear}:
        <br />
        <Link href={url} style={{ color: colors.accent, wordBreak: 'break-all' }}>
          {url}
        </Link>
      </Text>
    </>
  );
}

/** What a person typed: shown line by line as typed, never read as markup. */
export function AsTyped({ text }: { text: string }) {
  const lines = text.split(/\r\n|\r|\n/);
  return (
    <Section style={styles.quote}>
      <Text style={styles.quoted}>
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines are never reordered
          <span key={index}>
            {index > 0 && <br />}
            {line}
          </span>
        ))}
      </Text>
    </Section>
  );
}

export function MailText({ children }: { children: ReactNode }) {
  return <Text style={styles.text}>{children}</Text>;
}

export function MailRule() {
  return <Hr style={styles.rule} />;
}

export function MailSmall({ children }: { children: ReactNode }) {
  return <Text style={styles.small}>{children}</Text>;
}
