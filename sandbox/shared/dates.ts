const styles: Record<string, Intl.DateTimeFormatOptions> = {
  date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  date_short: { year: 'numeric', month: 'short', day: 'numeric' },
  date_long: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  time: { hour: 'numeric', minute: '2-digit' },
  time_secs: { hour: 'numeric', minute: '2-digit', second: '2-digit' },
};

/** Slack's date tokens (`{date_short_pretty} at {time}`) filled in; `zone` is the reader's. */
export function formatDate(timestamp: number, format: string, zone?: string): string {
  const moment = new Date(timestamp * 1000);
  return format.replaceAll(/\{(\w+)\}/g, (token, name: string) => {
    const style = styles[name.replace(/_pretty$/, '')];
    if (!style) return token;
    return new Intl.DateTimeFormat('en-US', { ...style, ...(zone ? { timeZone: zone } : {}) }).format(moment);
  });
}
