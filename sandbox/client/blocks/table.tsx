import { useState } from 'preact/hooks';
import type { TableCell } from '../../validation/tables.ts';
import { keyed } from './keyed.ts';
import { RichText } from './rich-text.tsx';

interface Props {
  rows: TableCell[][];
  caption?: string;
  /** Rows on a page; absent: all of them on one. */
  pageSize?: number;
}

/** Slack takes the first row for the headings. */
export function Table({ rows: [headings = [], ...rows], caption, pageSize = rows.length }: Props) {
  const [page, setPage] = useState(0);
  const pages = Math.ceil(rows.length / Math.max(1, pageSize));
  const shown = rows.slice(page * pageSize, (page + 1) * pageSize);
  return (
    <div class="table-frame">
      <table class="table-block">
        {caption && <caption>{caption}</caption>}
        <thead>
          <tr>
            {keyed(headings).map(({ key, item }) => (
              <th key={key}>
                <Cell cell={item} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {keyed(shown).map(({ key, item: cells }) => (
            <tr key={key}>
              {keyed(cells).map(({ key: at, item }) => (
                <td key={at} class={item.type === 'raw_number' ? 'number' : ''}>
                  <Cell cell={item} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {pages > 1 && (
        <p class="table-pages">
          <button type="button" class="button" disabled={page === 0} onClick={() => setPage(page - 1)}>
            Previous
          </button>
          <span>
            Page {page + 1} of {pages}
          </span>
          <button
            type="button"
            class="button"
            disabled={page + 1 === pages}
            onClick={() => setPage(page + 1)}
          >
            Next
          </button>
        </p>
      )}
    </div>
  );
}

function Cell({ cell }: { cell: TableCell }) {
  return cell.type === 'rich_text' ? <RichText parts={cell.elements} /> : <span>{cell.text}</span>;
}
