import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parentPort } from 'node:worker_threads'
import { required } from '../../domain/assert.js'
import type { Chart } from '../../domain/reports/pictures/chart.js'
import type { ReportTable } from '../../domain/reports/pictures/table.js'
import { drawPng, drawSvg } from './draw.js'
import type { Size } from './look.js'
import { FONT_FILE, measureBy } from './measure.js'
import { writeWorkbook } from './workbook.js'

/** What is to be made. */
export type Wanted =
  | { format: 'svg' | 'png'; chart: Chart; size: Size }
  | { format: 'xlsx'; table: ReportTable }

export interface Asked {
  n: number
  wanted: Wanted
}

export type Told = { n: number; bytes: Uint8Array } | { n: number; failure: string }

const port = required(parentPort, 'port of the thread')
const measure = measureBy(readFileSync(FONT_FILE))

async function make(wanted: Wanted): Promise<Uint8Array> {
  if (wanted.format === 'xlsx') return writeWorkbook(wanted.table)
  const svg = drawSvg(wanted.chart, wanted.size, measure)
  return wanted.format === 'svg' ? Buffer.from(svg) : drawPng(svg, fileURLToPath(FONT_FILE))
}

let last = Promise.resolve()
port.on('message', ({ n, wanted }: Asked) => {
  last = last.then(async () => {
    try {
      const told: Told = { n, bytes: await make(wanted) }
      port.postMessage(told)
    } catch (error) {
      const told: Told = { n, failure: String(error instanceof Error ? error.stack : error) }
      port.postMessage(told)
    }
  })
})
