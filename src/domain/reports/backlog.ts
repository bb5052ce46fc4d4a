import { refuseTooManyItems } from './bounds.js'

/** What came into a backlog in a period and went out of it, by what it is divided by. */
export interface Flow {
  from: string
  key: string | null
  name: string | null
  came: number
  went: number
  closed: number
}

export interface Stock extends Flow {
  /** When the period ends. */
  open: number
}

export interface Flows {
  /** Of all that was before the first of the periods. */
  before: readonly Flow[]
  flows: readonly Flow[]
  isDivided: boolean
}

/**
 * What is open at the end of each period: what came without what went. Where it is divided, those that have something open
 * or to which something has happened, by name; else every period, also one of nothing. Throws `validation_failed` where that is too much.
 */
export function addUpBacklog(
  periods: readonly string[],
  { before, flows, isDivided }: Flows,
): Stock[] {
  const keys = isDivided ? listKeys([...before, ...flows]) : [{ key: null, name: null }]
  const open = new Map<string | null, number>()
  for (const { key, came, went } of before) open.set(key, (open.get(key) ?? 0) + came - went)
  const found = groupByPeriod(flows)
  const items: Stock[] = []
  for (const from of periods) {
    const flowsThen = found.get(from)
    for (const { key, name } of keys) {
      const { came, went, closed } = flowsThen?.get(key) ?? NOTHING
      const is = (open.get(key) ?? 0) + came - went
      open.set(key, is)
      const isNothing = is === 0 && came === 0 && went === 0 && closed === 0
      if (!isNothing || !isDivided) items.push({ from, key, name, came, went, closed, open: is })
    }
    refuseTooManyItems(items.length)
  }
  return items
}

const NOTHING = { came: 0, went: 0, closed: 0 }

function groupByPeriod(flows: readonly Flow[]): Map<string, Map<string | null, Flow>> {
  const found = new Map<string, Map<string | null, Flow>>()
  for (const flow of flows) {
    const then = found.get(flow.from) ?? new Map<string | null, Flow>()
    found.set(flow.from, then.set(flow.key, flow))
  }
  return found
}

/** First those that are called something. */
function listKeys(flows: readonly Flow[]): Pick<Flow, 'key' | 'name'>[] {
  const names = new Map(flows.map(({ key, name }) => [key, name]))
  const keys = [...names].map(([key, name]) => ({ key, name }))
  return keys.sort((a, b) => compare(a.name, b.name) || compare(a.key, b.key))
}

function compare(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return a.localeCompare(b)
}
