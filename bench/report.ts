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

const n = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(1))

/** One line a measurement. */
export function table(rows: Row[]): string {
  const lines = rows.map(({ work, clients, product, baseline, target, cost }) => {
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
    return `| ${work} | ${clients} | ${n(product.perSecond)} | ${rate} | ${ratio} | ${n(product.p50Ms)} / ${n(product.p99Ms)} | ${times} | ${p99} | ${target} | ${cost?.answered ?? ''} | ${cost === undefined ? '' : `${cost.quiet} after ${cost.quietSeconds.toFixed(0)} s`} | ${product.failed > 0 ? `${product.failed} failed` : ''} |`
  })
  return [
    '| work | clients | /s | baseline /s | ratio | p50 / p99 ms | baseline p50 / p99 ms | p99 × | target | CPU ms a request | until quiet | |',
    '|---|--:|--:|--:|--:|--:|--:|--:|---|---|---|---|',
    ...lines,
  ].join('\n')
}
