import type { Figures } from './load.js'

export interface Row {
  work: string
  clients: number
  product: Figures
  floor?: Figures
  target: string
  note?: string
}

const n = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(1))

/** One line a measurement. */
export function table(rows: Row[]): string {
  const lines = rows.map(({ work, clients, product, floor, target, note = '' }) => {
    const cells =
      floor === undefined
        ? ['', '', '', '']
        : [
            n(floor.perSecond),
            (product.perSecond / floor.perSecond).toFixed(2),
            `${n(floor.p50Ms)} / ${n(floor.p99Ms)}`,
            (product.p99Ms / Math.max(floor.p99Ms, 1)).toFixed(1),
          ]
    const [rate, ratio, times, p99] = cells
    return `| ${work} | ${clients} | ${n(product.perSecond)} | ${rate} | ${ratio} | ${n(product.p50Ms)} / ${n(product.p99Ms)} | ${times} | ${p99} | ${target} | ${product.failed > 0 ? `${product.failed} failed; ` : ''}${note} |`
  })
  return [
    '| work | clients | /s | floor /s | ratio | p50 / p99 ms | floor p50 / p99 ms | p99 × | target | |',
    '|---|--:|--:|--:|--:|--:|--:|--:|---|---|',
    ...lines,
  ].join('\n')
}
