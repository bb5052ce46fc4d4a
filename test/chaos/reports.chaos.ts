import { beforeAll, describe, expect, it } from 'vitest'
import { REPORT_PERIODS } from '../../src/contracts/reports.js'
import { REPORT_TABLES, type ReportTable } from '../../src/database/report-tables.js'
import { findBucket } from '../../src/domain/reports/buckets.js'
import { SUM_KEY } from '../../src/write/reports/sums.js'
import { useWorld } from '../support/world.js'

const COUNT = Number(process.env.TICKETS ?? 1_000_000)
const AREAS = (process.env.AREAS ?? 'sla,times,volume,approvals,csat').split(',')
const IS_READ: Record<string, string> = { reopens: 'volume', backlog: 'volume', workload: 'volume' }
const world = useWorld({ worker: false })

/** What each ticket adds, by the column it is added to. */
const ADDED: Record<string, string> = {
  response_seconds: 'i % 4000',
  resolution_seconds: 'i % 200000',
  decision_seconds: 'i % 4000',
  responses_breached: '0',
  resolutions_breached: '0',
  response_buckets: '$3::jsonb->>(i % 400)',
  resolution_buckets: '$3::jsonb->>(300 + i % 300)',
  went: '(i > 500)::int',
}

/** One ticket every ten minutes back from now, of 12 departments with 5 agents each, 24 categories, all priorities and channels. */
function fill({ table, figures, buckets }: ReportTable): string[] {
  const columns = [...figures, ...buckets].map(({ column }) => column)
  const into = `INSERT INTO ${table} (organization_id, ${[...SUM_KEY, ...columns].join(', ')})`
  const sums = [
    ...figures.map(({ column }) => `sum(${column})`),
    ...buckets.map(({ column }) => `merge_buckets('', string_agg(${column}, ''), '')`),
  ]
  return [
    `${into} SELECT $1, 'quarter', dimension, date_bin('15 minutes', now() - i * interval '10 minutes', '2000-01-01'),
      md5('d' || i % 12)::uuid, key, ${columns.map((column) => ADDED[column] ?? '1').join(', ')}
    FROM generate_series(1, $2::int) i, LATERAL (VALUES ('department', ''), ('category', md5('c' || i % 24)::uuid::text),
      ('agent', md5('a' || i % 60)::uuid::text), ('priority', (ARRAY['low','normal','high','urgent'])[1 + i % 4]),
      ('channel', (ARRAY['web','mail','chat','api'])[1 + i % 3])) AS divided (dimension, key) WHERE $3::jsonb IS NOT NULL`,
    ...REPORT_PERIODS.map(
      (
        grain,
      ) => `${into} SELECT $1, '${grain}', dimension, date_trunc('${grain}', at, 'UTC'), department, key, ${sums.join(', ')}
    FROM ${table} WHERE organization_id = $1 AND grain = '${grain === 'day' ? 'quarter' : 'day'}' AND $2::int > 0 AND $3::jsonb IS NOT NULL
    GROUP BY dimension, 4, department, key`,
    ),
  ]
}

beforeAll(async () => {
  const owner = await world.owner.connect()
  await owner.query('SET statement_timeout = 0') // of what no request ever asks
  const id = await world.organizationId()
  const buckets = Array.from({ length: 600 }, (_, n) => findBucket(1.02 ** n))
  for (const table of REPORT_TABLES) {
    if (!AREAS.includes(table.area)) continue
    const beganMs = Date.now()
    for (const text of fill(table)) await owner.query(text, [id, COUNT, JSON.stringify(buckets)])
    await owner.query(`VACUUM ANALYZE ${table.table}`)
    console.log(`filled ${table.area} in ${Date.now() - beganMs} ms`)
  }
  await owner.end()
}, 3_000_000)

const GROUPS = ['', 'department', 'category', 'agent', 'priority', 'channel']
const REPORTS = (
  process.env.REPORTS ?? 'sla,volume,reopens,times,backlog,workload,approvals'
).split(',')

const YEAR = new Date(Date.now() - 365 * 86_400_000).toISOString()
const MONTHS = 'from=2000-01-01T00:00:00Z&by=month'
const SPANS = [
  MONTHS,
  'from=2000-01-01T00:00:00Z&by=week&timezone=Europe/Berlin',
  `from=${YEAR}&by=day`,
  `from=${YEAR}&by=day&timezone=Europe/Berlin`,
]

describe(`reports of ${COUNT.toLocaleString('en')} tickets`, () => {
  it.each(REPORTS.filter((report) => AREAS.includes(IS_READ[report] ?? report)))(
    '%s is read',
    async (report) => {
      for (const span of SPANS) {
        const times: string[] = []
        for (const group of GROUPS) {
          const { ms, items } = await measure(`/reports/${report}?${span}`, group)
          times.push(`${group || 'all'} ${ms.toFixed(0)} ms (${items})`)
          if (span === MONTHS) expect(ms, times.at(-1)).toBeLessThan(300)
        }
        console.log(`${report} ${span}: ${times.join(', ')}`)
      }
    },
    300_000,
  )
})

/** The median of five answers, and how many items they have. */
async function measure(path: string, group: string): Promise<{ ms: number; items: number }> {
  const headers = { Authorization: `Bearer ${await world.token('admin')}` }
  const times: number[] = []
  let items = 0
  for (let n = 0; n < 5; n += 1) {
    const beganMs = performance.now()
    const url = group === '' ? path : `${path}&groupBy=${group}`
    const answer = await world.app.request(`/api/v1${url}`, { headers })
    const text = await answer.text()
    times.push(performance.now() - beganMs)
    expect(answer.status, text).toBe(200)
    items = JSON.parse(text).items.length
  }
  times.sort((a, b) => a - b)
  return { ms: times[2] ?? 0, items }
}
