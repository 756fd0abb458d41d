const known: Record<string, string> = {
  arrow_right: '➡️',
  bell: '🔔',
  bust_in_silhouette: '👤',
  busts_in_silhouette: '👥',
  email: '📧',
  envelope: '✉️',
  eyes: '👀',
  hourglass: '⌛',
  information_source: 'ℹ️',
  key: '🔑',
  lock: '🔒',
  no_entry: '⛔',
  rocket: '🚀',
  tada: '🎉',
  warning: '⚠️',
  wave: '👋',
  white_check_mark: '✅',
  x: '❌',
};

/** The names of common emoji turned into them; others stay as they are written. */
export function withEmoji(text: string): string {
  return text.replaceAll(/:([a-z_]+):/g, (whole, name: string) => known[name] ?? whole);
}
