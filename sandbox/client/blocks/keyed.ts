/** Things with keys by their place: the parts of one text never change places, it is laid out anew instead. */
export function keyed<T>(items: T[]): { key: number; item: T }[] {
  return items.map((item, key) => ({ key, item }));
}
