import { formatDate } from '../../shared/dates.ts';
import type { RichTextInline, RichTextPart } from '../../validation/rich-text.ts';
import { withEmoji } from './emoji.ts';
import { keyed } from './keyed.ts';
import { Link, Mention } from './mrkdwn.tsx';

export function RichText({ parts }: { parts: RichTextPart[] }) {
  return (
    <div class="rich-text">
      {keyed(parts).map(({ key, item }) => (
        <Part key={key} part={item} />
      ))}
    </div>
  );
}

function Part({ part }: { part: RichTextPart }) {
  switch (part.type) {
    case 'rich_text_section':
      return (
        <p>
          <Runs runs={part.elements} />
        </p>
      );
    case 'rich_text_quote':
      return (
        <blockquote>
          <Runs runs={part.elements} />
        </blockquote>
      );
    case 'rich_text_preformatted':
      return (
        <pre>
          <Runs runs={part.elements} />
        </pre>
      );
    case 'rich_text_list': {
      const items = keyed(part.elements).map(({ key, item }) => (
        <li key={key}>
          <Runs runs={item.elements} />
        </li>
      ));
      const indent = { 'margin-left': `${(part.indent ?? 0) * 1.5}rem` };
      return part.style === 'ordered' ? <ol style={indent}>{items}</ol> : <ul style={indent}>{items}</ul>;
    }
  }
}

function Runs({ runs }: { runs: RichTextInline[] }) {
  return keyed(runs).map(({ key, item: run }) => (
    <span key={key} class={styleOf(run)}>
      <Run run={run} />
    </span>
  ));
}

function Run({ run }: { run: RichTextInline }) {
  switch (run.type) {
    case 'text':
      return run.style?.code ? <code>{run.text}</code> : run.text;
    case 'link':
      return <Link url={run.url} text={run.text ?? run.url} />;
    case 'user':
      return <Mention kind="user" id={run.user_id} />;
    case 'channel':
      return <Mention kind="channel" id={run.channel_id} />;
    case 'usergroup':
      return <span class="mention">@{run.usergroup_id}</span>;
    case 'team':
      return <span class="mention">@{run.team_id}</span>;
    case 'color':
      return <code>{run.value}</code>;
    case 'broadcast':
      return <span class="mention">@{run.range}</span>;
    case 'emoji':
      return <>{withEmoji(`:${run.name}:`)}</>;
    case 'date':
      return <>{formatDate(run.timestamp, run.format)}</>;
  }
}

function styleOf({ style }: RichTextInline): string {
  return Object.entries(style ?? {})
    .flatMap(([name, on]) => (on ? [`run-${name}`] : []))
    .concat('lines')
    .join(' ');
}
