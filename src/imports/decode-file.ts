import { isUtf8 } from 'node:buffer';
import { UnreadableFile } from './file-problem.ts';

/** As large as a file of a form in Slack can be. */
export const FILE_MAX_BYTES = 10 * 1024 * 1024;

/** Longer than any row about a person, shorter than a file that is one line. */
export const LINE_MAX_CHARACTERS = 100_000;

const CHUNK_BYTES = 32 * 1024;

/**
 * The text of a file, a piece at a time, its lines ended by \n: UTF-8 with or without a byte order mark, UTF-16 likewise,
 * else what Excel writes in the West: Windows-1252, or, with the old line ends of a Mac, Mac OS Roman. Refuses what is no
 * text, and says what to do with a spreadsheet.
 */
export function* decodeFile(bytes: Uint8Array): Generator<string> {
  if (bytes.length > FILE_MAX_BYTES)
    throw new UnreadableFile({ problem: 'TOO_LARGE', limit: FILE_MAX_BYTES });
  refuseForeignFormats(bytes);
  const decoder = new TextDecoder(encodingOf(bytes));
  let line = 1;
  let lineLength = 0;
  let held = '';
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
    const end = Math.min(start + CHUNK_BYTES, bytes.length);
    const isLast = end === bytes.length;
    // Always as a stream: of a last piece, some versions of Node take Windows-1252 for Latin-1.
    const piece = decoder.decode(bytes.subarray(start, end), { stream: true });
    const decoded = held + piece + (isLast ? decoder.decode() : '');
    // Whether a line break ends here or has a second half is known with the next piece.
    held = decoded.endsWith('\r') && !isLast ? '\r' : '';
    const text = decoded.slice(0, decoded.length - held.length).replace(/\r\n?/g, '\n');
    const strange = text.search(noTextHas);
    if (strange >= 0) {
      throw new UnreadableFile({
        problem: 'STRANGE_CHARACTER',
        line: line + lineBreaksIn(text.slice(0, strange)),
      });
    }
    line += lineBreaksIn(text);
    const lastBreak = text.lastIndexOf('\n');
    lineLength = lastBreak < 0 ? lineLength + text.length : text.length - lastBreak - 1;
    if (lineLength > LINE_MAX_CHARACTERS) throw new UnreadableFile({ problem: 'LINE_TOO_LONG', line });
    if (text) yield text;
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const noTextHas = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/;

/** In text whose lines end by \n. */
export function lineBreaksIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** How files begin that people upload in the place of a CSV. */
const formats: { begins: number[]; problem: ConstructorParameters<typeof UnreadableFile>[0] }[] = [
  {
    begins: [0x50, 0x4b, 0x03, 0x04],
    problem: { problem: 'SPREADSHEET', program: 'Numbers or LibreOffice' },
  },
  { begins: [0xd0, 0xcf, 0x11, 0xe0], problem: { problem: 'SPREADSHEET', program: 'Excel' } },
  { begins: [0x25, 0x50, 0x44, 0x46], problem: { problem: 'NOT_TEXT', kind: 'PDF' } },
  { begins: [0x89, 0x50, 0x4e, 0x47], problem: { problem: 'NOT_TEXT', kind: 'picture' } },
  { begins: [0xff, 0xd8, 0xff], problem: { problem: 'NOT_TEXT', kind: 'picture' } },
  { begins: [0x1f, 0x8b], problem: { problem: 'NOT_TEXT', kind: 'compressed file' } },
];

function refuseForeignFormats(bytes: Uint8Array): void {
  const format = formats.find(({ begins }) => begins.every((byte, at) => bytes[at] === byte));
  if (!format) return;
  const { problem } = format;
  // All three write archives; Excel's name their parts so.
  const isExcel =
    problem.problem === 'SPREADSHEET' &&
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('xl/work');
  throw new UnreadableFile(isExcel ? { problem: 'SPREADSHEET', program: 'Excel' } : problem);
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'macintosh';

function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return wideEncodingOf(bytes) ?? (isUtf8(bytes) ? 'utf-8' : westernEncodingOf(bytes));
}

function westernEncodingOf(bytes: Uint8Array): Encoding {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return text.includes('\r') && !text.includes('\r\n') ? 'macintosh' : 'windows-1252';
}

const SAMPLE_BYTES = 4096;

/** UTF-16 without a mark: of Western letters, every second byte is zero. */
function wideEncodingOf(bytes: Uint8Array): Encoding | undefined {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const zeros: [number, number] = [0, 0];
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2 === 0 ? 0 : 1] += 1;
  const [even, odd] = zeros;
  const many = sample.length / 4;
  if (odd > many && even === 0) return 'utf-16le';
  return even > many && odd === 0 ? 'utf-16be' : undefined;
}
