import type { CSSProperties } from 'react';

export const colors = {
  page: '#f4f3ef',
  card: '#ffffff',
  edge: '#e2dfd6',
  ink: '#1d2433',
  soft: '#5b6373',
  accent: '#2f4bd8',
  quote: '#f6f7fc',
};

const font = '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, Helvetica, Arial, sans-serif';

/** Inline, because mail clients drop style sheets. */
export const styles = {
  body: {
    backgroundColor: colors.page,
    color: colors.ink,
    fontFamily: font,
    margin: 0,
    padding: '32px 12px',
  },
  container: { maxWidth: '560px', margin: '0 auto' },
  product: {
    color: colors.ink,
    fontSize: '17px',
    fontWeight: 700,
    letterSpacing: '-0.01em',
    margin: '0 4px 16px',
  },
  logo: { margin: '0 4px 16px' },
  // Its font is the one of the name that stands there where pictures are not loaded.
  logoImage: {
    display: 'block',
    height: '40px',
    width: 'auto',
    maxWidth: '240px',
    objectFit: 'contain',
    objectPosition: 'left',
    border: 0,
    color: colors.ink,
    fontSize: '17px',
    fontWeight: 700,
    lineHeight: '40px',
  },
  card: {
    backgroundColor: colors.card,
    border: `1px solid ${colors.edge}`,
    borderRadius: '14px',
    padding: '32px',
  },
  heading: {
    color: colors.ink,
    fontSize: '24px',
    lineHeight: '31px',
    letterSpacing: '-0.015em',
    fontWeight: 700,
    margin: '0 0 16px',
    overflowWrap: 'anywhere',
  },
  text: {
    color: colors.ink,
    fontSize: '16px',
    lineHeight: '25px',
    margin: '0 0 14px',
    overflowWrap: 'anywhere',
  },
  small: { color: colors.soft, fontSize: '14px', lineHeight: '21px', margin: '0 0 12px' },
  button: {
    backgroundColor: colors.accent,
    color: '#ffffff',
    borderRadius: '9px',
    fontSize: '16px',
    fontWeight: 600,
    padding: '14px 24px',
    textDecoration: 'none',
  },
  quote: {
    backgroundColor: colors.quote,
    borderLeft: `3px solid ${colors.accent}`,
    borderRadius: '0 8px 8px 0',
    padding: '14px 18px',
    margin: '18px 0',
  },
  quoted: {
    color: colors.ink,
    fontSize: '16px',
    lineHeight: '25px',
    margin: 0,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
  rule: { borderColor: colors.edge, margin: '20px 0' },
  footer: { color: colors.soft, fontSize: '13px', lineHeight: '20px', margin: '18px 4px 0' },
} satisfies Record<string, CSSProperties>;
