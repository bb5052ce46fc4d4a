import { findLayout, type ReportItem, readFigure } from './layouts.js'
import type { Group } from './periods.js'
import { nameGroup, type ReportWords, type ShownReport } from './shown-report.js'

/** More colours than these nobody tells apart, and more rows than those nobody reads. */
const MOST_SERIES = 7
const MOST_ROWS = 15

export interface Ranked {
  groups: { name: string; isRest: boolean; items: readonly ReportItem[] }[]
  /** What was left out, where others are not added up. */
  note: string | null
}

/** Those that have the most, and all others as one where what is drawn of them may be added up. */
export function rankGroups(
  { items, kind }: Pick<ShownReport, 'items' | 'kind'>,
  group: Group,
  isSum: boolean,
  words: ReportWords,
): Ranked {
  const { shape, divided } = findLayout(kind)
  const byKey = new Map<string | null, { name: string; items: ReportItem[]; rank: number }>()
  for (const item of items) {
    const { key = null } = item
    const own = byKey.get(key) ?? { name: nameGroup(item, group, words), items: [], rank: 0 }
    own.items.push(item)
    own.rank += Number(readFigure(item, divided.rank)) // none is zero
    byKey.set(key, own)
  }
  const all = [...byKey.values()]
  all.sort((a, b) => b.rank - a.rank || (a.name < b.name ? -1 : 1))
  const most = shape === 'ranking' ? MOST_ROWS : MOST_SERIES
  const isTooMany = all.length > most
  const shown = isTooMany ? all.slice(0, most - 1) : all
  const rest = all.slice(shown.length)
  const groups = shown.map(({ name, items: own }, n) => {
    const before = shown.slice(0, n).filter((other) => other.name === name).length
    const told = before === 0 ? name : `${name} (${before + 1})` // two people of one name are not one
    return { name: told, items: own, isRest: false }
  })
  if (!isTooMany) return { groups, note: null }
  if (!isSum) return { groups, note: words.phrases.most(shown.length, all.length) }
  const others = { name: words.phrases.others(rest.length), isRest: true }
  return { groups: [...groups, { ...others, items: rest.flatMap((one) => one.items) }], note: null }
}
