// A chart as a PNG: black on white whatever the screen wears, with its title in it.

import type { ChartData } from './chart-data.ts';
import { chartOption } from './chart-option.ts';
import { init } from './echarts.ts';
import { onPaper } from './on-paper.ts';

/** Pixels of a picture before doubling: wide enough for a slide. */
const SIZE = { width: 1000, height: 460 };

/**
 * The picture as a data address; a smaller size has larger letters where it is printed. `under` stands below the title:
 * period and filters.
 */
export function chartPicture(data: ChartData, title: string, size = SIZE, under = ''): string {
  return onPaper((paper) => {
    const style = getComputedStyle(paper);
    const chart = init(paper, null, { ...size, devicePixelRatio: 2 });
    try {
      const token = (name: string) => style.getPropertyValue(name).trim();
      chart.setOption(chartOption(data, token, { title, under, width: size.width }));
      return chart.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: '#ffffff' });
    } finally {
      chart.dispose();
    }
  });
}
