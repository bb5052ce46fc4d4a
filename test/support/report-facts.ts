import { expect } from 'vitest'
import { countBuckets, findBucket, findPercentile } from '../../src/domain/reports/buckets.js'
import { floorToQuarter, type ReportFact } from '../../src/domain/reports/fact.js'
import type { ReportScope } from '../../src/read/reports/read-figures.js'
import { readTimesReport } from '../../src/read/reports/times.js'
import { readVolumeReport } from '../../src/read/reports/volume.js'
import type { World } from './world.js'

type Random = (below: number) => number

const QUARTER = 15 * 60_000
const HOUR = 4 * QUARTER
const ID = (n: number) => `00000000-0000-7000-8000-00000000000${n}`
const GROUPS = {
  ...{ department: 'departmentId', category: 'categoryId', agent: 'assigneeId' },
  ...{ priority: 'priority', channel: 'channel' },
} as const
type GroupBy = keyof typeof GROUPS

/** Somewhere in three years, most often at the end of some month, week or day. */
function drawInstant(random: Random): number {
  const begins = [
    Date.UTC(2030, random(36)),
    Date.UTC(2030, 0, 7 + 7 * random(150)),
    Date.UTC(2030, 0, random(1_090)),
  ]
  return (begins[random(3)] ?? 0) + (random(200) - 100) * (random(4) === 0 ? 8 * HOUR : QUARTER)
}

/** What tickets add of times and volume, anywhere in three years. */
export function drawFacts(random: Random, count: number): ReportFact[] {
  return Array.from({ length: count }, () => {
    const place = {
      ...{ at: new Date(drawInstant(random)).toISOString(), departmentId: ID(random(2)) },
      ...{ categoryId: random(3) === 0 ? null : ID(random(2)), assigneeId: ID(random(3)) },
      ...{ priority: random(2) === 0 ? 'low' : 'high', channel: 'web' },
    }
    if (random(2) === 0) return { area: 'volume', ...place, figures: { created: 1, closed: 1 } }
    const responseSeconds = random(100_000)
    return {
      ...{ area: 'times', ...place, figures: { responses: 1, responseSeconds } },
      buckets: { responseBuckets: findBucket(responseSeconds) },
    }
  })
}

const ZONES = [
  'UTC',
  'Europe/Vienna',
  'Asia/Kathmandu',
  'America/Los_Angeles',
  'Pacific/Kiritimati',
] as const
const PERIODS = ['day', 'week', 'month'] as const

export function drawScope(random: Random): ReportScope & { groupBy?: GroupBy } {
  const [from = 0, to = 0] = [drawInstant(random), drawInstant(random) + 1].sort((a, b) => a - b)
  const groupBy = [undefined, ...(Object.keys(GROUPS) as GroupBy[])][random(6)] // these are all
  const timezone = ZONES[random(5)] ?? 'UTC'
  return {
    ...{ from: new Date(from).toISOString(), to: new Date(to + random(2) * 60_000).toISOString() },
    ...{ by: PERIODS[random(3)] ?? 'day', timezone, now: '2040-01-01T00:00:00.000Z' },
    ...(groupBy === undefined ? {} : { groupBy }),
    departmentIds: random(4) === 0 ? [ID(0)] : null,
  }
}

const COUNTED = `SELECT date_trunc($2, at AT TIME ZONE $3) AT TIME ZONE $3 AS "from", fact->>$6 AS key,
    count(*) FILTER (WHERE fact->>'area' = 'volume')::int AS created, coalesce(string_agg(fact->'buckets'->>'responseBuckets', ''), '') AS buckets
  FROM (SELECT fact, (fact->>'at')::timestamptz AS at FROM report_ticket, jsonb_array_elements(facts) AS fact WHERE organization_id = $1) f
  WHERE at >= $4 AND at < $5 AND ($7::text[] IS NULL OR fact->>'departmentId' = ANY ($7)) GROUP BY 1, 2 ORDER BY 1, 2`

interface Counted {
  from: Date
  key: string | null
  created: number
  buckets: string
}

/** Both reports are what all facts say one by one. */
export async function expectRecount(
  db: ReturnType<World['db']['of']>,
  { groupBy, ...scope }: ReturnType<typeof drawScope>,
): Promise<number> {
  const { by, timezone, from, to, departmentIds } = scope
  const rows = await db.query<Counted>(COUNTED, [
    ...[by, timezone, floorToQuarter(from), to],
    ...[groupBy === undefined ? 'nothing' : GROUPS[groupBy], departmentIds],
  ])
  const place = ({ from: at, key }: Counted) => ({
    from: at.toISOString(),
    ...(groupBy === undefined ? {} : { key, name: GROUPS[groupBy].endsWith('Id') ? null : key }),
  })
  const asked = { ...scope, ...(groupBy === undefined ? {} : { groupBy }) }
  const times = await readTimesReport(db, asked)
  const told = times.items.map(({ resolution: _, ...item }) => item)
  const volume = await readVolumeReport(db, asked)
  const words = JSON.stringify(asked)
  expect(told, words).toEqual(
    rows.flatMap((row) =>
      row.buckets === ''
        ? []
        : [{ ...place(row), firstResponse: expect.objectContaining(describe(row.buckets)) }],
    ),
  )
  expect(volume.items, words).toEqual(
    rows.flatMap((row) => {
      const { created } = row
      return created === 0 ? [] : [{ ...place(row), created, closed: created, reopened: 0 }]
    }),
  )
  return rows.length
}

function describe(buckets: string) {
  const counts = countBuckets(buckets)
  const [p50Seconds, p90Seconds] = [findPercentile(counts, 0.5), findPercentile(counts, 0.9)]
  return { count: buckets.length / 2, p50Seconds, p90Seconds }
}
