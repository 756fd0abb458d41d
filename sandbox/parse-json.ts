/** The value of a JSON text; undefined where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What an argument holds that should be JSON and is not. */
export const unreadable = Symbol('no JSON');
