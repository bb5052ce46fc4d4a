import type { Cost } from './cost.js'
import type { Figures } from './load.js'

export interface Row {
  work: string
  clients: number
  product: Figures
  baseline?: Figures
  target: string
  cost?: Cost
}

/** More refusals or errors than one in a hundred: its figures are of another work. */
export function hasFailed({ product, baseline }: Pick<Row, 'product' | 'baseline'>): boolean {
  return [product, baseline].some((figures) => figures && figures.failed * 100 > figures.requests)
}

function sayFailures({ product, baseline }: Row): string {
  const failed = [
    ...(product.failed > 0 ? [`${product.failed} of ${product.requests} failed`] : []),
    ...(baseline !== undefined && baseline.failed > 0
      ? [`${baseline.failed} of the baseline's`]
      : []),
  ].join(', ')
  return hasFailed({ product, ...(baseline && { baseline }) }) ? `**FAILED**: ${failed}` : failed
}

const n = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(1))

/** One line a measurement. */
export function table(rows: Row[]): string {
  const lines = rows.map((row) => {
    const { work, clients, product, baseline, target, cost } = row
    const cells =
      baseline === undefined
        ? ['', '', '', '']
        : [
            n(baseline.perSecond),
            (product.perSecond / baseline.perSecond).toFixed(2),
            `${n(baseline.p50Ms)} / ${n(baseline.p99Ms)}`,
            (product.p99Ms / Math.max(baseline.p99Ms, 1)).toFixed(1),
          ]
    const [rate, ratio, times, p99] = cells
    return `| ${work} | ${clients} | ${n(product.perSecond)} | ${rate} | ${ratio} | ${n(product.p50Ms)} / ${n(product.p99Ms)} | ${times} | ${p99} | ${target} | ${cost?.answered ?? ''} | ${cost === undefined ? '' : `${cost.quiet} after ${cost.quietSeconds.toFixed(0)} s`} | ${sayFailures(row)} |`
  })
  return [
    '| work | clients | /s | baseline /s | ratio | p50 / p99 ms | baseline p50 / p99 ms | p99 × | target | CPU ms a request | until quiet | |',
    '|---|--:|--:|--:|--:|--:|--:|--:|---|---|---|---|',
    ...lines,
  ].join('\n')
}
