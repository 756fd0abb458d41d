import { formatDate } from '../../shared/dates.ts';
import { parseMrkdwn, type Span } from '../../shared/mrkdwn.ts';
import type { AnyText } from '../../validation/texts.ts';
import { useSession } from '../session.ts';
import { withEmoji } from './emoji.ts';
import { keyed } from './keyed.ts';

export function TextObject({ text }: { text: AnyText }) {
  return text.type === 'mrkdwn' ? (
    <Mrkdwn text={text.text} />
  ) : (
    <span class="lines">{withEmoji(text.text)}</span>
  );
}

export function Mrkdwn({ text }: { text: string }) {
  return <Spans spans={parseMrkdwn(text)} />;
}

function Spans({ spans }: { spans: Span[] }) {
  return keyed(spans).map(({ key, item }) => <OneSpan key={key} span={item} />);
}

function OneSpan({ span }: { span: Span }) {
  switch (span.kind) {
    case 'text':
      return <>{withEmoji(span.text)}</>;
    case 'break':
      return <br />;
    case 'bold':
      return (
        <strong>
          <Spans spans={span.children} />
        </strong>
      );
    case 'italic':
      return (
        <em>
          <Spans spans={span.children} />
        </em>
      );
    case 'strike':
      return (
        <s>
          <Spans spans={span.children} />
        </s>
      );
    case 'quote':
      return (
        <blockquote>
          <Spans spans={span.children} />
        </blockquote>
      );
    case 'code':
      return <code>{span.text}</code>;
    case 'preformatted':
      return <pre>{span.text}</pre>;
    case 'link':
      return <Link url={span.url} text={span.text} />;
    case 'user':
      return <Mention kind="user" id={span.id} />;
    case 'channel':
      return <Mention kind="channel" id={span.id} />;
    case 'broadcast':
      return <span class="mention">@{span.range}</span>;
    case 'date':
      return <>{formatDate(span.timestamp, span.format)}</>;
  }
}

/** Only addresses that a browser may be sent to become links. */
export function Link({ url, text }: { url: string; text: string }) {
  if (!/^(https?|mailto):/.test(url)) return <>{text}</>;
  return (
    <a href={url} target="_blank" rel="noreferrer">
      {text}
    </a>
  );
}

export function Mention({ kind, id }: { kind: 'user' | 'channel'; id: string }) {
  const { snapshot } = useSession();
  if (kind === 'channel') {
    const channel = snapshot.conversations.find((one) => one.id === id);
    return <span class="mention">#{channel?.name ?? id}</span>;
  }
  const person = snapshot.people.find((one) => one.id === id);
  const name = id === snapshot.app.userId ? snapshot.app.name : (person?.fullName ?? id);
  return <span class="mention">@{name}</span>;
}
