import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { byteOrderMark, csvRows } from '../csv.ts';
import type { JobPayload } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { ExportChunk } from '../exports/export-rows.ts';
import { requireStillExportable } from '../exports/may-export.ts';
import { endExport, notePosted, noteUploaded } from '../exports/note-progress.ts';
import { type AskedExport, readExport } from '../exports/read-export.ts';
import { walkExport } from '../exports/walk-export.ts';
import { changePosted, type Message, postToChannel } from '../post-to-channel.ts';
import { isShared, sendLargeFile } from '../send-large-file.ts';
import {
  exportDoneMessage,
  exportNotSentMessage,
  exportProgressMessage,
  fileNotTaken,
} from '../views/export.message.ts';
import { activityLines, exportCells, exportFile, exportHeader } from '../views/export-files.ts';
import { refusalMessage } from '../views/refusal.message.ts';
import type { JobEdge } from './edge.ts';

type ExportEdge = Omit<JobEdge, 'sendMail'>;

/** Milliseconds until somebody hears how far their file is, and between two changes of that message. */
const PROGRESS_EVERY = 3_000;
/** Milliseconds after which a file that could not be sent is not tried again. */
const TRIED_FOR = 24 * 60 * 60 * 1000;

/** Writes the file that somebody asked for, and sends it to them: from the beginning again, where that broke off. */
export async function sendExport(edge: ExportEdge, ref: JobPayload<'send-export'>): Promise<void> {
  const asked = await readExport(edge.deps, ref);
  const { uploaded, status, requestedBy } = asked;
  const { slackUserId } = requestedBy;
  if (status === 'NOT_SENT') return;
  if (!slackUserId) return endExport(edge.deps, ref, { status: 'NOT_SENT' });
  const person = personToTell(edge, asked, slackUserId);
  const isThere = uploaded && (status === 'SENT' || (await isShared(edge.slack, uploaded.slackFileId)));
  if (!isThere && asked.createdAt.getTime() < edge.deps.now().getTime() - TRIED_FOR) {
    await person.tellWhyNot(fileNotTaken);
    return endExport(edge.deps, ref, { status: 'NOT_SENT' });
  }
  if (!isThere) return writeAndSend(edge, asked, slackUserId, person);
  // An earlier try got as far as that.
  await endExport(edge.deps, ref, { status: 'SENT', rowCount: uploaded.rowCount });
  await person.tellDone(uploaded.rowCount);
}

async function writeAndSend(
  edge: ExportEdge,
  asked: AskedExport,
  slackUserId: string,
  person: PersonToTell,
): Promise<void> {
  const { wish, createdAt } = asked;
  const file = await fileWithoutName(edge, asked.exportId);
  try {
    const rowCount = await write(edge, asked, file, person.tellProgress);
    if (rowCount === 0) throw new Refusal('EXPORT_EMPTY', { kind: wish.kind });
    const isSent = await sendLargeFile(edge, {
      ...{ slackUserId, ...exportFile(wish, rowCount, createdAt), file },
      onUploaded: async (slackFileId) => {
        await requireStillExportable(edge.deps.db, asked);
        await noteUploaded(edge.deps, asked, { slackFileId, rowCount });
      },
    });
    if (!isSent) await person.tellWhyNot(fileNotTaken);
    await endExport(edge.deps, asked, isSent ? { status: 'SENT', rowCount } : { status: 'NOT_SENT' });
    if (isSent) await person.tellDone(rowCount);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    edge.log.warn({ exportId: asked.exportId, refusal: error.code }, 'the export is not sent');
    await person.tellWhyNot(refusalMessage(error.asUnion(), edge.deps.product).text);
    await endExport(edge.deps, asked, { status: 'NOT_SENT' });
  } finally {
    await file.close();
  }
}

/** All rows into a file; how many there were. Nothing of it is held for longer than it takes to write it. */
async function write(
  edge: ExportEdge,
  asked: AskedExport,
  file: FileHandle,
  tellProgress: (rows: number) => void,
): Promise<number> {
  const { wish } = asked;
  const isCsv = !(wish.kind === 'ACTIVITY' && wish.format === 'JSON_LINES');
  let rows = 0;
  if (isCsv) await file.appendFile(byteOrderMark + csvRows([exportHeader(wish.kind)], ','));
  await walkExport(edge.deps, asked, async (chunk) => {
    await file.appendFile(isCsv ? csvRows(exportCells(chunk), ',') : linesOf(chunk));
    rows += chunk.rows.length;
    tellProgress(rows);
  });
  return rows;
}

function linesOf(chunk: ExportChunk): string {
  if (chunk.kind !== 'ACTIVITY') throw new Error(`${chunk.kind} has no JSON Lines`);
  return activityLines(chunk.rows);
}

/** On the disk, and not to be found there: it is gone as soon as it is closed, or the program ends however it does. */
async function fileWithoutName({ exportsFolder }: ExportEdge, exportId: string): Promise<FileHandle> {
  await mkdir(exportsFolder, { recursive: true, mode: 0o700 });
  const path = join(exportsFolder, exportId);
  const file = await open(path, 'w+', 0o600);
  await rm(path);
  return file;
}

interface PersonToTell {
  /** Nobody waits for it: rows are read while Slack takes its time. */
  tellProgress(rows: number): void;
  /** Nothing where it did not take long: the file's own message says it. */
  tellDone(rows: number): Promise<void>;
  tellWhyNot(because: string): Promise<void>;
}

/** One message that says how far it is, from when it takes long on, and how it ended. */
function personToTell(edge: ExportEdge, asked: AskedExport, slackUserId: string): PersonToTell {
  const { kind } = asked.wish;
  let { posted } = asked;
  let next = performance.now() + PROGRESS_EVERY;
  let telling: Promise<void> | undefined;

  const show = async (message: Message) => {
    if (posted) {
      await changePosted(edge, posted, message);
      return;
    }
    posted = (await postToChannel(edge, slackUserId, message)) ?? null;
    if (posted) await notePosted(edge.deps, asked, posted);
  };

  return {
    tellProgress: (rows) => {
      if (telling || performance.now() < next) return;
      telling = show(exportProgressMessage(kind, rows))
        .catch((error) => edge.log.warn({ err: error }, 'nobody hears how far an export is'))
        .finally(() => {
          next = performance.now() + PROGRESS_EVERY;
          telling = undefined;
        });
    },
    tellDone: async (rows) => {
      await telling;
      if (posted) await show(exportDoneMessage(kind, rows));
    },
    tellWhyNot: async (because) => {
      await telling;
      await show(exportNotSentMessage(kind, because));
    },
  };
}
