import { Refusal } from '../../src/errors.ts';
import { fileProblemText, rowProblemText } from '../../src/views/import-words.ts';
import { reviewFile } from './import-people.ts';
import type { TestWorkspace, World } from './world.ts';

/**
 * What somebody reads who uploads a file: why it was not read at all, or of each row who is invited by it, or what is
 * wrong with it, where, and what it was probably meant to be.
 */
export async function saidOfFile(
  world: World,
  workspace: TestWorkspace,
  content: string | Uint8Array,
  choices: Parameters<typeof reviewFile>[3] = {},
): Promise<string[]> {
  try {
    const { importId } = await reviewFile(world, workspace, { bytes: Buffer.from(content) }, choices);
    return await rowsSaid(world, importId);
  } catch (error) {
    const refusal = error instanceof Refusal ? error.asUnion() : undefined;
    if (refusal?.code !== 'FILE_UNREADABLE') throw error;
    return [fileProblemText(refusal.facts, (text) => text)];
  }
}

async function rowsSaid({ db }: World, importId: string): Promise<string[]> {
  const rows = await db.bulkImportRow.findMany({ where: { importId }, orderBy: { position: 'asc' } });
  return rows.map(({ line, problem, problemValue: value, suggestion, email, firstName, lastName }) => {
    if (!problem) return parts(`${line}`, email, `${firstName} ${lastName}`.trim());
    const meant = suggestion && ` Did you mean ${suggestion}?`;
    return parts(`${line}`, value, rowProblemText({ problem, value }) + meant);
  });
}

function parts(...all: string[]): string {
  return all.filter(Boolean).join(' · ');
}
