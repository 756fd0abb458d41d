import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { SeenFile } from '../../sandbox/script/seen-file.ts';
import type { TestFluxera } from './fluxera.ts';
import { until } from './until.ts';

const records = z.array(z.record(z.string(), z.string()));

export interface ExportedFile {
  name: string;
  text: string;
  /** Of a CSV file: each row by the names of the columns. */
  rows: Record<string, string>[];
}

/** The files that somebody's messages have, oldest first. */
export function filesOf({ slack }: TestFluxera, person: string): SeenFile[] {
  return slack
    .as(person)
    .messages('dm')
    .flatMap(({ files }) => files);
}

/** Fills the form of `/fluxera export` in, and waits for the file. */
export async function exported(
  fluxera: TestFluxera,
  person: string,
  what: string,
  answers: Record<string, string> = {},
): Promise<ExportedFile> {
  const before = filesOf(fluxera, person).length;
  const { form, text } = await fluxera.slack.as(person).run('/fluxera', { text: `export ${what}` });
  if (!form) throw new Error(text);
  const { form: done } = await form.fill(answers).submit();
  if (done?.title() !== 'Done') throw new Error(done?.text());
  await done.cancel();
  return nextFile(fluxera, person, before);
}

/** Waits for the file after so many. */
export async function nextFile(fluxera: TestFluxera, person: string, before: number, withinMs = 15_000) {
  await until('the file comes', () => filesOf(fluxera, person).length > before, withinMs);
  const file = filesOf(fluxera, person)[before];
  const text = Buffer.from((await file?.read()) ?? '').toString();
  const isCsv = file?.name.endsWith('.csv');
  const rows = isCsv ? records.parse(parse(text, { bom: true, columns: true })) : [];
  return { name: file?.name ?? '', text, rows };
}
