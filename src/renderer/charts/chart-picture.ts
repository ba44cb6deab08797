// A chart that leaves the page: black on white whatever the screen wears, with its title in it.

import type { ChartData } from './chart-data.ts';
import { chartOption } from './chart-option.ts';
import { init } from './echarts.ts';
import { onPaper } from './on-paper.ts';

interface Size {
  width: number;
  height: number;
}

/** Pixels of a picture before doubling: wide enough for a slide. */
const SIZE: Size = { width: 1000, height: 460 };

/** What is asked of ECharts, in the colours that a place on paper wears. */
function optionOn(paper: HTMLElement, data: ChartData, title: string, under: string, size: Size) {
  const style = getComputedStyle(paper);
  // Names of fonts stand in attributes of a drawing, which ECharts does not quote.
  const token = (name: string) => style.getPropertyValue(name).trim().replaceAll('"', "'");
  return chartOption(data, token, { title, under, width: size.width });
}

/** The chart as a PNG, as a data address; `under` stands below the title: period and filters. */
export function chartPicture(data: ChartData, title: string, under = ''): string {
  return onPaper((paper) => {
    const chart = init(paper, null, { ...SIZE, devicePixelRatio: 2 });
    try {
      chart.setOption(optionOn(paper, data, title, under, SIZE));
      return chart.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: '#ffffff' });
    } finally {
      chart.dispose();
    }
  });
}

/** The chart as lines and letters (SVG), as sharp as any printer is; a smaller size has larger letters where it is printed. */
export function chartDrawing(data: ChartData, title: string, size: Size): string {
  return onPaper((paper) => {
    const chart = init(null, null, { ...size, renderer: 'svg', ssr: true });
    try {
      chart.setOption(optionOn(paper, data, title, '', size));
      return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(chart.renderToSVGString())}`;
    } finally {
      chart.dispose();
    }
  });
}
