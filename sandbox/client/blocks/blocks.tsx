import type { Block } from '../../validation/blocks.ts';
import { ContextActionButtons } from './context-action-buttons.tsx';
import { Element } from './element.tsx';
import { withEmoji } from './emoji.ts';
import { InputField } from './input-field.tsx';
import { keyed } from './keyed.ts';
import { Mrkdwn, TextObject } from './mrkdwn.tsx';
import { RichText } from './rich-text.tsx';
import { SlackImage } from './slack-image.tsx';
import { Table } from './table.tsx';

export function Blocks({ blocks }: { blocks: Block[] }) {
  return (
    <div class="blocks">
      {blocks.map((block) => (
        <OneBlock key={block.block_id} block={block} />
      ))}
    </div>
  );
}

function OneBlock({ block }: { block: Block }) {
  const blockId = block.block_id ?? '';
  switch (block.type) {
    case 'section':
      return (
        <div class="section">
          <div class="section-text">
            {block.text && (
              <div class="text">
                <TextObject text={block.text} />
              </div>
            )}
            {block.fields && (
              <div class="fields">
                {keyed(block.fields).map(({ key, item: field }) => (
                  <div key={key} class="text">
                    <TextObject text={field} />
                  </div>
                ))}
              </div>
            )}
          </div>
          {block.accessory?.type === 'image' && <SlackImage class="accessory" image={block.accessory} />}
          {block.accessory && block.accessory.type !== 'image' && (
            <Element element={block.accessory} blockId={blockId} label={block.text?.text ?? 'Choose'} />
          )}
        </div>
      );
    case 'header':
      return <h3 class="header-block">{withEmoji(block.text.text)}</h3>;
    case 'divider':
      return <hr />;
    case 'context':
      return (
        <div class="context">
          {keyed(block.elements).map(({ key, item: element }) =>
            element.type === 'image' ? (
              <SlackImage key={key} image={element} />
            ) : (
              <span key={key}>
                <TextObject text={element} />
              </span>
            ),
          )}
        </div>
      );
    case 'actions':
      return (
        <div class="actions">
          {block.elements.map((element) => (
            <Element key={element.action_id} element={element} blockId={blockId} label="Choose" />
          ))}
        </div>
      );
    case 'image':
      return (
        <figure>
          {block.title && <figcaption>{block.title.text}</figcaption>}
          <SlackImage image={block} />
        </figure>
      );
    case 'alert':
      return (
        <div class={`alert ${block.level ?? 'default'}`} role="alert">
          {block.text.type === 'mrkdwn' ? <Mrkdwn text={block.text.text} /> : block.text.text}
        </div>
      );
    case 'rich_text':
      return <RichText parts={block.elements} />;
    case 'markdown':
      return <pre class="markdown">{block.text}</pre>;
    case 'context_actions':
      return (
        <div class="actions">
          {block.elements.map((element) => (
            <ContextActionButtons key={element.action_id} element={element} blockId={blockId} />
          ))}
        </div>
      );
    case 'data_table':
      return <Table rows={block.rows} caption={block.caption} pageSize={block.page_size ?? 5} />;
    case 'table':
      return <Table rows={block.rows} />;
    case 'input':
      return <InputField block={block} />;
  }
}
