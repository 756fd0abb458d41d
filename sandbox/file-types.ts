/** What Slack makes of a file by the end of its name. */
interface FileType {
  filetype: string;
  pretty: string;
  mimetype: string;
}

const known: Record<string, FileType> = {
  csv: { filetype: 'csv', pretty: 'CSV', mimetype: 'text/csv' },
  tsv: { filetype: 'tsv', pretty: 'TSV', mimetype: 'text/tab-separated-values' },
  txt: { filetype: 'text', pretty: 'Plain Text', mimetype: 'text/plain' },
  md: { filetype: 'markdown', pretty: 'Markdown (raw)', mimetype: 'text/plain' },
  html: { filetype: 'html', pretty: 'HTML', mimetype: 'text/html' },
  json: { filetype: 'json', pretty: 'JSON', mimetype: 'application/json' },
  pdf: { filetype: 'pdf', pretty: 'PDF', mimetype: 'application/pdf' },
  zip: { filetype: 'zip', pretty: 'Zip', mimetype: 'application/zip' },
  xlsx: {
    filetype: 'xlsx',
    pretty: 'Excel Spreadsheet',
    mimetype: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  png: { filetype: 'png', pretty: 'PNG', mimetype: 'image/png' },
  jpg: { filetype: 'jpg', pretty: 'JPEG', mimetype: 'image/jpeg' },
  jpeg: { filetype: 'jpg', pretty: 'JPEG', mimetype: 'image/jpeg' },
  gif: { filetype: 'gif', pretty: 'GIF', mimetype: 'image/gif' },
  webp: { filetype: 'webp', pretty: 'WebP', mimetype: 'image/webp' },
  svg: { filetype: 'svg', pretty: 'SVG', mimetype: 'image/svg+xml' },
};
const unknown: FileType = { filetype: 'binary', pretty: 'Binary', mimetype: 'application/octet-stream' };

export function fileType(name: string): FileType {
  return known[/\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''] ?? unknown;
}
