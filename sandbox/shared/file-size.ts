const units = ['bytes', 'KB', 'MB', 'GB'];

/** A size as people read it: 512 bytes, 2.1 KB, 10 MB. */
export function fileSize(bytes: number): string {
  const step = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1);
  const count = bytes / 1024 ** step;
  const rounded = step === 0 || count >= 100 ? Math.round(count) : Math.ceil(count * 10) / 10;
  return `${rounded} ${step === 0 && bytes === 1 ? 'byte' : units[step]}`;
}
