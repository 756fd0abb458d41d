import type { Language } from '../generated/prisma/client.ts';
import { english } from './words/english.tsx';
import { german } from './words/german.tsx';
import type { MailWords } from './words/mail-words.ts';

/** What is the same in all mails of a workspace. */
export interface MailFrame {
  productName: string;
  workspaceName: string;
  /** null: the product's name stands in its place. */
  logoUrl: string | null;
  words: MailWords;
}

const languages: Record<Language, MailWords> = { EN: english, DE: german };

export function mailFrame(
  product: { name: string },
  workspace: { name: string; logoUrl: string | null; language: Language },
): MailFrame {
  const { name: workspaceName, logoUrl, language } = workspace;
  return { productName: product.name, workspaceName, logoUrl, words: languages[language] };
}
