import type { TableCell } from '../../validation/blocks.ts';
import { keyed } from './keyed.ts';
import { RichText } from './rich-text.tsx';

/** Slack takes the first row for the headings. */
export function Table({ rows: [headings = [], ...rows] }: { rows: TableCell[][] }) {
  return (
    <table class="table-block">
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
        {keyed(rows).map(({ key, item: cells }) => (
          <tr key={key}>
            {keyed(cells).map(({ key: at, item }) => (
              <td key={at}>
                <Cell cell={item} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ cell }: { cell: TableCell }) {
  return cell.type === 'raw_text' ? <span>{cell.text}</span> : <RichText parts={cell.elements} />;
}
