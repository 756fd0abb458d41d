import type { Deps } from '../deps.ts';
import type { Language } from '../generated/prisma/client.ts';
import {
  type Appearance,
  findAppearance,
  findAppearanceFor,
  findOnlyAppearance,
} from '../workspaces/find-appearance.ts';
import { english } from './words/english.tsx';
import { german } from './words/german.tsx';
import type { PortalWords } from './words/portal-words.ts';

/** What is the same on all pages that somebody gets: whose they are, and in which language. */
export interface PageFrame {
  productName: string;
  /** undefined: the product's name stands in its place. */
  logo: { url: string; alt: string } | undefined;
  words: PortalWords;
}

type FrameDeps = Pick<Deps, 'db' | 'product'>;

const languages: Record<Language, PortalWords> = { EN: english, DE: german };

/** To be asked for only where it is proved that the reader has to do with the workspace. */
export async function frameOf({ db, product }: FrameDeps, workspaceId: string): Promise<PageFrame> {
  return frame(product, await findAppearance(db, workspaceId));
}

export async function frameFor(deps: FrameDeps, identityId: string): Promise<PageFrame> {
  const appearance = await findAppearanceFor(deps.db, identityId);
  return appearance ? frame(deps.product, appearance) : frameForAnybody(deps);
}

/** For pages that anybody can open, such as the one to sign in. */
export async function frameForAnybody(deps: FrameDeps): Promise<PageFrame> {
  return frame(deps.product, await findOnlyAppearance(deps));
}

/** The product's own, which needs no database. */
export function plainFrame(product: { name: string }): PageFrame {
  return frame(product, undefined);
}

function frame(product: { name: string }, appearance: Appearance | undefined): PageFrame {
  const { name, logoUrl, language } = appearance ?? { name: '', logoUrl: null, language: 'EN' };
  return {
    productName: product.name,
    logo: logoUrl ? { url: logoUrl, alt: name } : undefined,
    words: languages[language],
  };
}
