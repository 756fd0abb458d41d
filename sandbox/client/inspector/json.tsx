import { keyed } from '../blocks/keyed.ts';

/** Strings, with the colon where they are keys; numbers; words of JSON. */
const token = /("(?:[^"\\]|\\.)*"(?:\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\b(?:true|false|null)\b)/;

/** Pretty-printed JSON in colours; any other text stays as it is. */
export function Json({ text }: { text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable without a mouse.
    <pre class="json" tabIndex={0}>
      {keyed(text.split(token)).map(({ key, item }, at) =>
        at % 2 === 0 ? (
          item
        ) : (
          <span key={key} class={kindOf(item)}>
            {item}
          </span>
        ),
      )}
    </pre>
  );
}

function kindOf(part: string): string {
  if (part.startsWith('"')) return part.endsWith(':') ? 'json-key' : 'json-text';
  return 'json-word';
}
