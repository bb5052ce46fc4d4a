import { Resvg } from '@resvg/resvg-js'
import { BarChart, LineChart } from 'echarts/charts'
import { GraphicComponent, GridComponent, LegendComponent } from 'echarts/components'
import { init, setPlatformAPI, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { Chart } from '../../domain/reports/pictures/chart.js'
import { frameChart } from './frame.js'
import { SIZES, type Size } from './look.js'
import type { Measure } from './measure.js'
import { makeOption } from './option.js'

use([BarChart, LineChart, GraphicComponent, GridComponent, LegendComponent, SVGRenderer])

/** So that it is sharp on screens with more points to a pixel, too. */
const ZOOM = 2

/** A chart as a picture of lines and letters. */
export function drawSvg(chart: Chart, size: Size, measure: Measure): string {
  const sizes = SIZES[size]
  setPlatformAPI({
    measureText: (text: string, font = '') => {
      const px = Number(/([\d.]+)px/.exec(font)?.[1] ?? sizes.text)
      return { width: measure(text, px) }
    },
  })
  const frame = frameChart(chart, sizes, measure)
  const drawing = init(null, null, {
    ...{ renderer: 'svg', ssr: true, width: sizes.width, height: frame.height },
  })
  try {
    drawing.setOption(makeOption(chart, frame, sizes))
    return nameSvg(drawing.renderToSVGString(), chart)
  } finally {
    drawing.dispose()
  }
}

/** For those who have it read to them. */
function nameSvg(svg: string, { title, subtitle, source }: Chart): string {
  const name = [title, subtitle, source]
    .join('. ')
    .replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)
  return svg.replace('>', ` role="img"><title>${name}</title>`)
}

export function drawPng(svg: string, fontFile: string): Uint8Array {
  const picture = new Resvg(svg, {
    font: { loadSystemFonts: false, fontFiles: [fontFile], defaultFontFamily: 'DejaVu Sans' },
    fitTo: { mode: 'zoom', value: ZOOM },
  })
  return picture.render().asPng()
}
