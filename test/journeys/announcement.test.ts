import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  acceptAndVerify,
  deliveries,
  setUp,
  startTestFluxera,
  type TestFluxera,
} from '../harness/fluxera.ts';

const name = '*Jane* :rotating_light: <!channel>';

describe.each(deliveries)('by %s,', (delivery) => {
  let fluxera: TestFluxera;

  beforeAll(async () => {
    fluxera = await startTestFluxera({}, { delivery });
    await setUp(fluxera);
  });
  afterAll(() => fluxera.stop());

  test('a name cannot format, call or link anything in the announcements', async () => {
    const olivia = fluxera.slack.as('olivia');
    await olivia.run('/invite', { text: 'jane@example.com member' });
    await acceptAndVerify(fluxera, 'jane@example.com', { 'First Name': name, 'Last Name': '_Doe_' });
    for (const [channel, words] of [
      ['general', ' joined Acme as Member, invited by Olivia Owner.'],
      ['dm', ' (jane@example.com) accepted your invitation and is now a Member of Acme.'],
    ] as const) {
      const { blocks, fallback } = await olivia.waitForMessage(channel, words);
      expect(blocks).toMatchObject([
        {
          type: 'rich_text',
          elements: [
            {
              elements: [
                { type: 'text', text: `${name} _Doe_`, style: { bold: true } },
                { type: 'text', text: words },
              ],
            },
          ],
        },
      ]);
      expect(fallback).toBe(`*Jane* :rotating_light: &lt;!channel&gt; _Doe_${words}`);
    }
  });
});
