import { createRequire } from 'node:module';
import { renderAsync } from '@resvg/resvg-js';
import type { EChartsCoreOption } from 'echarts/core';
import { init, setPlatformAPI } from 'echarts/dist/echarts.esm.min';
import { FONT, HEIGHT, WIDTH, widthOf } from './chart-frame.ts';

setPlatformAPI({
  // A font as in CSS: "bold 18px DejaVu Sans".
  measureText: (text, font) => ({ width: widthOf(text, Number(/([\d.]+)px/.exec(font ?? '')?.[1] ?? 12)) }),
});

const require = createRequire(import.meta.url);
/** The same picture on every machine, whatever fonts it has. */
const font = {
  loadSystemFonts: false,
  fontFiles: [
    require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
    require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
  ],
  defaultFontFamily: FONT,
};
const PIXELS_PER_UNIT = 2;

/** A chart as a PNG. */
export async function drawChart(option: EChartsCoreOption): Promise<Uint8Array> {
  const picture = await renderAsync(svgOf(option), {
    font,
    fitTo: { mode: 'zoom', value: PIXELS_PER_UNIT },
  });
  return picture.asPng();
}

function svgOf(option: EChartsCoreOption): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: HEIGHT });
  try {
    chart.setOption(option);
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
